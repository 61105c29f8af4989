using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Penstock.Server.Snapshots.Changes;
using Penstock.Server.Snapshots.Compile;
using Penstock.Testing;

namespace Penstock.Server.Tests.Snapshots;

/// <summary>
/// Changes the tree of a good document instead of its bytes: any value gone, empty, of another type, somebody else's or there twice.
/// JSON is YAML, so a changed tree is always a document that can be read.
/// </summary>
public sealed class DocumentTreeFuzzTests
{
    private const string Full = """
        {
          "tenants": [{"name": "acme", "limits": {"requests_per_minute": 600}}, {"name": "other"}],
          "providers": [
            {"name": "engines", "dialect": "openai", "base_urls": ["http://127.0.0.1:9001/v1", "http://127.0.0.1:9002/v1"], "api_key": "${X}",
             "headers": {"x-team": "a"}, "query": {"a": "b"}, "deadlines": {"first_token": "5s"}, "retries": {"max_attempts": 2}},
            {"name": "azure", "preset": "azure-openai", "resource": "east", "api_key": "${X}"},
            {"name": "claude", "dialect": "anthropic", "base_urls": ["http://127.0.0.1:9003"], "api_key": "${X}"}
          ],
          "models": [
            {"name": "small", "provider": "engines", "id": "sim-small", "context_window": 32768, "max_output": 4096,
             "price": {"input": 0.15, "cached_input": 0.075, "output": 0.6}},
            {"name": "large", "provider": "claude", "id": "sim-large"}
          ],
          "apps": [
            {"name": "support", "model": "small", "fallbacks": ["large"], "system": "Be brief.", "parameters": {"temperature": 0.2, "stop": ["a"]},
             "extra_body": {"x": [1, null]}, "record_content": true, "deadlines": {"total": "60s", "stall": "10s"}, "retries": {"base_delay": "100ms"}},
            {"name": "search", "model": "large"}
          ],
          "keys": [
            {"name": "web", "tenant": "acme", "secret": "${X}-web", "limits": {"requests_per_minute": 600, "tokens_per_minute": 1000000}},
            {"name": "job", "tenant": "other", "secrets": ["${X}-job", "${X}-old"], "allowed": ["support", "large"], "expires_at": "2030-01-31"}
          ],
          "deadlines": {"connect": "2s"},
          "retries": {"max_delay": "2s"},
          "receive": {},
          "record": {},
          "telemetry": {}
        }
        """;

    private static readonly string[] Values =
    [
        "null", "[]", "{}", "\"\"", "\"x\"", "0", "-1", "1e308", "true", "[null]", "[[]]", "[{}]", "{\"\":null}", "\"small\"", "\"engines\"", "\"${X}\"", "\"1s\"",
        "99999999999", "\"anthropic\"", "\"azure-openai\"",
    ];

    private static readonly Gen<Change[]> Changes = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 999], Gen.Int[0, 999])
        .Select(drawn => new Change(drawn.Item1, drawn.Item2, drawn.Item3)).Array[1, 4];

    [Fact]
    public void A_document_of_any_shape_gives_settings_or_mistakes_and_never_throws()
    {
        var clean = DocumentCompiler.Compile(Full, Variable);
        Assert.Empty(clean.Mistakes);

        Changes.Sample(changes => Judge(clean, Changed(changes)), iter: 5_000);
    }

    [Fact]
    public void Every_single_change_of_one_value_gives_settings_or_mistakes()
    {
        var clean = DocumentCompiler.Compile(Full, Variable);
        var places = JsonSpot.All(JsonNode.Parse(Full)).Count;

        for (var place = 0; place < places; place++)
        {
            Judge(clean, Changed(new Change(Kind: 0, place, 0)));
            Judge(clean, Changed(new Change(Kind: 3, place, 0)));
            for (var value = 0; value < Values.Length; value++)
            {
                Judge(clean, Changed(new Change(Kind: 1, place, value)));
            }
        }
    }

    private static void Judge(Compilation clean, string text)
    {
        var compiled = DocumentCompiler.Compile(text, Variable);
        Assert.NotEqual(compiled.Settings is null, compiled.Mistakes.Count == 0);
        Assert.All(compiled.Mistakes, mistake => Assert.False(string.IsNullOrWhiteSpace(mistake.Message)));
        _ = DocumentMask.Hide(compiled);
        _ = DocumentDiff.Between(clean, compiled);
        _ = AppliedRules.Check(compiled);
    }

    private static string Changed(params Change[] changes)
    {
        var root = JsonNode.Parse(Full)!;
        foreach (var change in changes)
        {
            var places = JsonSpot.All(root);
            if (places.Count > 0)
            {
                change.Apply(places, places[change.Where % places.Count]);
            }
        }

        return root.ToJsonString();
    }

    private static string? Variable(string name) => name == "X" ? "environment-secret-0123456789" : null;

    /// <summary>Removes (0), replaces (1), copies another place's value here (2), or repeats (3).</summary>
    private sealed record Change(int Kind, int Where, int What)
    {
        public void Apply(List<JsonSpot> places, JsonSpot spot)
        {
            switch (Kind)
            {
                case 0:
                    spot.Remove();
                    break;
                case 1:
                    spot.Value = JsonNode.Parse(Values[What % Values.Length]);
                    break;
                case 2:
                    spot.Value = places[What % places.Count].Value?.DeepClone();
                    break;
                case 3 when spot.Key is { } key:
                    spot.Parent.AsObject()[key + What.ToString(CultureInfo.InvariantCulture)] = spot.Value?.DeepClone();
                    break;
                default:
                    spot.Parent.AsArray().Insert(spot.Index, spot.Value?.DeepClone());
                    break;
            }
        }
    }
}
