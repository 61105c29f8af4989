using System.Text;
using System.Text.Json;
using CsCheck;
using Penstock.Simulator.Engine;

namespace Penstock.Simulator.Tests.Engine;

public sealed class PromptMeterTests
{
    private static readonly char[] White = [' ', '\t', '\r', '\n', '\v', '\f'];

    private static readonly string[] Parts = ["a", "7", "word", " ", "  ", "\n", "\t", "ü", "東", "\\", "\"", "\u00a0"];

    private static readonly Gen<string> Texts =
        Gen.Int[0, Parts.Length - 1].Array[0, 120].Select(parts => string.Concat(parts.Select(part => Parts[part])));

    [Fact]
    public void A_token_is_a_run_between_white_space_however_json_writes_it() => Texts.Sample(text =>
    {
        var meter = new PromptMeter();
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(text));

        meter.AddJsonString(json.RootElement);

        Assert.Equal(text.Split(White, StringSplitOptions.RemoveEmptyEntries).Length, meter.Tokens);
        Assert.Equal(meter.Tokens, AnswerText.Of(text).Count);
        Assert.Equal(meter.Tokens / PromptMeter.BlockTokens, meter.Blocks.Length);
    });

    [Fact]
    public void Tokens_of_a_text_join_to_the_text() => Texts.Where(text => text.Trim(White).Length > 0).Sample(text =>
    {
        var answer = AnswerText.Of(text);

        var joined = string.Concat(Enumerable.Range(0, answer.Count).Select(index => Encoding.UTF8.GetString(answer.Token(index).Span)));

        Assert.Equal(text, joined);
    });

    [Fact]
    public void Blocks_are_equal_as_long_as_the_words_are()
    {
        var one = Read(Numbers(0, 64));
        var other = Read(Numbers(0, 40) + " other " + Numbers(41, 23));

        Assert.Equal(one.Blocks[..2].ToArray(), other.Blocks[..2].ToArray());
        Assert.NotEqual(one.Blocks[2], other.Blocks[2]);
        Assert.NotEqual(one.Blocks[3], other.Blocks[3]);
    }

    private static PromptMeter Read(string text)
    {
        var meter = new PromptMeter();
        meter.AddText(Encoding.UTF8.GetBytes(text));
        return meter;
    }

    private static string Numbers(int start, int count) => string.Join(' ', Enumerable.Range(start, count));
}
