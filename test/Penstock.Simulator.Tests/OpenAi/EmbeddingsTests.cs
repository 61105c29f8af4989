using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.OpenAi;

public sealed class EmbeddingsTests
{
    [Fact]
    public async Task Vectors_have_length_one_and_follow_the_words()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var json = await EmbedAsync(fleet, """{"model":"e","input":["the river is cold today","the river is cold","invoice number seven"]}""");

        var vectors = json["data"]!.AsArray().Select(item => Vector(item!["embedding"]!)).ToList();
        Assert.All(vectors, vector => Assert.Equal(256, vector.Length));
        Assert.All(vectors, vector => Assert.Equal(1, Dot(vector, vector), tolerance: 1e-5));
        Assert.True(Dot(vectors[0], vectors[1]) > 0.8);
        Assert.True(Dot(vectors[0], vectors[2]) < 0.3);
        Assert.Equal(5 + 4 + 3, (int?)json["usage"]!["prompt_tokens"]);
        Assert.Equal(12, fleet.Engine.Served.PromptTokens);
    }

    [Fact]
    public async Task Base64_holds_the_same_numbers()
    {
        await using var fleet = await RunningFleet.StartAsync();

        var plain = await EmbedAsync(fleet, """{"model":"e","input":"a b","dimensions":8}""");
        var coded = await EmbedAsync(fleet, """{"model":"e","input":"a b","dimensions":8,"encoding_format":"base64"}""");

        var bytes = Convert.FromBase64String((string)coded["data"]![0]!["embedding"]!);
        Assert.Equal(Vector(plain["data"]![0]!["embedding"]!), MemoryMarshal.Cast<byte, float>(bytes).ToArray());
    }

    [Theory]
    [InlineData("""{"model":"e"}""", "input")]
    [InlineData("""{"model":"e","input":[]}""", "input")]
    [InlineData("""{"model":"e","input":[{}]}""", "input")]
    [InlineData("""{"model":"e","input":"a","dimensions":0}""", "dimensions")]
    [InlineData("""{"input":"a"}""", "model")]
    public async Task Bad_requests_name_the_parameter(string body, string param)
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.PostAsync("/v1/embeddings", body);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(param, (string?)(await RunningFleet.ReadJsonAsync(answer))["error"]!["param"]);
    }

    private static async Task<JsonNode> EmbedAsync(RunningFleet fleet, string body)
    {
        using var answer = await fleet.PostAsync("/v1/embeddings", body);
        return await RunningFleet.ReadJsonAsync(answer);
    }

    private static float[] Vector(JsonNode node) => [.. node.AsArray().Select(value => (float)value!)];

    private static double Dot(float[] left, float[] right) => left.Zip(right, (a, b) => (double)a * b).Sum();
}
