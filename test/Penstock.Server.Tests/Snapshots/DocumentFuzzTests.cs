using System.Text;
using CsCheck;
using Penstock.Server.Snapshots.Changes;
using Penstock.Server.Snapshots.Compile;

namespace Penstock.Server.Tests.Snapshots;

/// <summary>Damages good documents in every way people and broken tools do, and more. A failure prints its seed.</summary>
public sealed class DocumentFuzzTests
{
    private const string FromEnvironment = "environment-secret-0123456789";

    private static readonly byte[][] Documents =
    [
        File.ReadAllBytes(Path.Combine(SnapshotFiles.Folder, "Good", "plain.yaml")),
        File.ReadAllBytes(Path.Combine(SnapshotFiles.Root, "samples", "penstock.yaml")),
        "tenants: [&t {name: acme, limits: {requests_per_minute: 5}}, {<<: *t, name: é🙂}]\nkeys:\n- {name: a, tenant: acme, secret: 'x y'}\n- name: b\n  tenant: acme\n  secrets: [!!str 123, \"a\\u0041\"]\n"u8.ToArray(),
        "apps:\n- name: a\n  model: m\n  system: |\n    one\n\n    two ${HOME}\n  parameters: {stop: [a, b], logit_bias: {\"5\": -1}, tools: [{type: function}]}\n  extra_body: {x: [1, {y: null}, .5, 1e9, ~]}\n"u8.ToArray(),
    ];

    private static readonly string[] Tokens =
    [
        "\t", "\n", "\r\n", "  ", ":", ": ", "- ", "- - ", "[", "]", "{", "}", ",", "#", "\"", "'", "|", ">", "&a ", "*a", "<<: ", "!!str ", "!x ", "%YAML 1.1\n",
        "---\n", "...\n", "? ", "${", "${X}", "${X:-", "$$", "}", "null", "~", "true", "1e999", "0x1F", "-0", ".inf", "99999999999999999999", "\0", "\u2028", "\uFEFF",
        "é", "🙂", "secret: ", "tenant: ${X}\n", "name: ", "\\u00", "\\x", "[[[[[[[[[[[[[[[[", "{a: {a: {a: {a: ", "*t", "apps: []\n", "models: []\n", "tenants: []\n", "providers: []\n", "deadlines: {total: 1s, stall: 2s}\n",
    ];

    private static readonly Gen<Damage> Damages =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 10_000], Gen.Int[0, 255]).Select(drawn => new Damage(drawn.Item1, drawn.Item2, drawn.Item3));

    [Fact]
    public void A_damaged_document_gives_settings_or_mistakes_and_never_throws()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("PENSTOCK_FUZZ_SECONDS"), out var asked) ? Math.Max(2, asked / 4) : 2;
        var clean = DocumentCompiler.Compile(Documents[0], Variable);
        Assert.NotNull(clean.Settings);

        Gen.Select(Gen.Int[0, Documents.Length - 1], Damages.Array[1, 8]).Sample(
            (document, damages) =>
            {
                var bytes = damages.Aggregate(Documents[document], (damaged, damage) => damage.Apply(damaged));
                var compiled = DocumentCompiler.Compile(bytes, Variable);

                Assert.NotEqual(compiled.Settings is null, compiled.Mistakes.Count == 0);
                Assert.All(compiled.Mistakes, mistake =>
                {
                    Assert.InRange(mistake.Place.Line, 1, bytes.Length + 1);
                    Assert.InRange(mistake.Place.Column, 1, bytes.Length + 1);
                });
                Assert.All(compiled.Mistakes.Concat(compiled.Warnings), mistake =>
                    Assert.DoesNotContain(FromEnvironment, mistake.Message, StringComparison.Ordinal));
                _ = DocumentMask.Hide(compiled);
                _ = DocumentDiff.Between(clean, compiled);
                _ = AppliedRules.Check(compiled);
            },
            time: seconds,
            threads: 1);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("'{0}'")]
    [InlineData("\"{0}\"")]
    [InlineData("\"\\u0070{1}\"")]
    [InlineData("!!str {0}")]
    [InlineData("&k {0}")]
    [InlineData("&k !!str '{0}'")]
    [InlineData(">-\n      {0}")]
    [InlineData("|-\n      {0}")]
    [InlineData("${{NOT_SET:-{0}}}")]
    [InlineData("{0}   # a comment")]
    public void However_a_secret_is_written_the_shown_text_does_not_hold_it(string form)
    {
        var written = string.Format(form, "plain-secret-value-0", "lain-secret-value-0");
        foreach (var newLine in new[] { "\n", "\r\n" })
        {
            var text = $"# 🙂 é\ntenants: [{{name: acme}}]\nkeys:\n  - name: a\n    secret: {written}\n    tenant: acme\n".Replace("\n", newLine, StringComparison.Ordinal);
            var compiled = DocumentCompiler.Compile(text, _ => null);

            Assert.Empty(compiled.Mistakes);
            var shown = DocumentMask.Hide(compiled);
            Assert.DoesNotContain("lain-secret-value", shown, StringComparison.Ordinal);
            Assert.Contains("(secret)", shown, StringComparison.Ordinal);
            Assert.Contains("tenant: acme", shown, StringComparison.Ordinal);
        }
    }

    private static string? Variable(string name) => name is "X" or "WEB_KEY" or "ENGINES_KEY" ? FromEnvironment : null;

    private sealed record Damage(int Kind, int Where, int Value)
    {
        public byte[] Apply(byte[] bytes)
        {
            var at = Where % (bytes.Length + 1);
            return Kind switch
            {
                0 => [.. bytes[..at], (byte)Value, .. bytes[at..]],
                1 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + (Value % 40))..]],
                2 => [.. bytes[..at], .. bytes[Math.Max(0, at - Value)..]],
                3 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(Tokens[Value % Tokens.Length]), .. bytes[at..]],
                _ => Splice(bytes[..at], Documents[Value % Documents.Length]),
            };

            byte[] Splice(byte[] head, byte[] other) => [.. head, .. other[Math.Min(at, other.Length)..]];
        }
    }
}
