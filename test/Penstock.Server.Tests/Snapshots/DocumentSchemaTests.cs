using System.Text.Json.Nodes;
using NJsonSchema;
using Penstock.Server.Snapshots.Compile;
using Penstock.Server.Snapshots.Schema;
using Penstock.Server.Snapshots.Shapes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Tests.Snapshots;

public sealed class DocumentSchemaTests
{
    /// <summary>Files whose only mistakes are ones that no schema can see: references, duplicates, sums, variables, the text itself.</summary>
    private static readonly string[] BeyondSchemas =
    [
        "azure-conflict", "deadlines-that-do-not-fit", "duplicate-yaml-keys", "duplicates", "empty-sections", "empty-sections-no-apps", "fallbacks", "key-secret-missing",
        "custom-tag", "missing-references", "nothing-declared", "unset-variables",
        "variables-that-do-not-fit", "bytes-in-flight", "max-output-alone", "ranges-with-units", "masked-secret",
    ];

    [Fact]
    public void The_committed_schema_is_the_one_the_server_serves()
    {
        SnapshotFiles.Same(DocumentSchema.Text, Path.Combine(SnapshotFiles.Root, "docs", "penstock.schema.json"));
    }

    [Fact]
    public async Task Schema_and_validator_judge_every_good_file_good()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SnapshotFiles.Folder, "Good"), "*.yaml"))
        {
            Assert.Empty(await ComplaintsAsync(File.ReadAllText(file)));
            Assert.Empty(DocumentCompiler.Compile(File.ReadAllText(file), _ => "a-value-from-the-environment-1").Mistakes);
        }
    }

    [Theory]
    [MemberData(nameof(BadDocumentTests.Names), MemberType = typeof(BadDocumentTests))]
    public async Task Schema_and_validator_judge_every_bad_file_bad(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(SnapshotFiles.Folder, "Bad", $"{name}.yaml"));
        var mistakes = new List<Mistake>();
        if (DocumentText.Decode(bytes, mistakes) is not { } text || NodeReader.Read(text, mistakes) is null)
        {
            return;
        }

        var complaints = await ComplaintsAsync(text);

        Assert.Equal(BeyondSchemas.Contains(name), complaints.Count == 0);
    }

    [Theory]
    [InlineData("deadlines: {total: 10m}", true)]
    [InlineData("deadlines: {total: 1.5h}", true)]
    [InlineData("deadlines: {total: 10}", false)]
    [InlineData("deadlines: {total: 10 m}", false)]
    [InlineData("deadlines: {total: \"${T:-10m}\"}", true)]
    [InlineData("deadlines:", true)]
    [InlineData("deadlines: []", false)]
    [InlineData("retries: {max_attempts: 3}", true)]
    [InlineData("retries: {max_attempts: 3.0}", true)]
    [InlineData("retries: {max_attempts: 3.5}", false)]
    [InlineData("retries: {max_attempts: 0}", false)]
    [InlineData("retries: {max_attempts: \"3\"}", false)]
    [InlineData("retries: {max_attempts: \"${N:-3}\"}", true)]
    [InlineData("retries: {max_attempts: }", false)]
    [InlineData("receive: {max_body: 32MiB}", true)]
    [InlineData("receive: {max_body: 65536}", true)]
    [InlineData("receive: {max_body: 1}", false)]
    [InlineData("receive: {max_body: 1.5}", false)]
    [InlineData("receive: {max_body: 32mb}", false)]
    [InlineData("record: {content: true, sample: 0.5, retention: {days: 7, max_gb: 0.5}}", true)]
    [InlineData("record: {content: \"${C:-false}\"}", true)]
    [InlineData("record: {content: yes}", false)]
    [InlineData("record: {sample: 1.01}", false)]
    [InlineData("record: {retention: 7}", false)]
    [InlineData("telemetry: {otlp_endpoint: http://collector:4317, otlp_headers: {authorization: \"${T:-x}\"}}", true)]
    [InlineData("telemetry: {otlp_endpoint: collector:4317}", false)]
    [InlineData("telemetry: {service_name: \"a b\"}", false)]
    [InlineData("tenants: []", true)]
    [InlineData("tenants:", true)]
    [InlineData("tenants: {}", false)]
    [InlineData("tenants: [acme]", false)]
    [InlineData("tenants: [{name: acme, limits: {requests_per_minute: 1}}]", true)]
    [InlineData("tenants: [{name: acme, limits: }]", true)]
    [InlineData("tenants: [{name: acme, limits: {requests_per_minute: 0}}]", false)]
    [InlineData("tenants: [{name: acme, colour: red}]", false)]
    [InlineData("tenants: [{name: 7}]", false)]
    [InlineData("tenants: [{name: \"7\"}]", true)]
    [InlineData("providers: [{name: p, dialect: openai}]", true)]
    [InlineData("providers: [{name: p, dialect: open-ai}]", false)]
    [InlineData("providers: [{name: p, preset: groq, headers: {x-a: b}, query: {c: d}, max_connections: 5}]", true)]
    [InlineData("providers: [{name: p, preset: groq, headers: {x a: b}}]", false)]
    [InlineData("providers: [{name: p, preset: groq, headers: {x-a: 5}}]", false)]
    [InlineData("providers: [{name: p, preset: groq, base_urls: [\"https://a.example/v1\"]}]", true)]
    [InlineData("providers: [{name: p, preset: groq, base_urls: [\"https://a.example/v1?x=y\"]}]", false)]
    [InlineData("providers: [{name: p, preset: groq, base_urls: []}]", false)]
    [InlineData("providers: [{name: p, preset: groq, max_connections: 100001}]", false)]
    [InlineData("providers: [{name: p, preset: groq, stream_usage: 1}]", false)]
    [InlineData("providers: [{name: p, preset: azure-openai, resource: north, api_version: preview}]", true)]
    [InlineData("providers: [{name: p, preset: azure-openai, resource: nor.th}]", false)]
    [InlineData("{}", true)]
    [InlineData("[]", false)]
    [InlineData("7", false)]
    public async Task Schema_and_validator_agree(string text, bool isGood)
    {
        Assert.Equal(isGood, (await ComplaintsAsync(text)).Count == 0);
        Assert.Equal(isGood, DocumentCompiler.Compile(text, _ => null).Mistakes.Count == 0);
    }

    [Theory]
    [InlineData("temperature: 0.2", true)]
    [InlineData("temperature: 2.1", false)]
    [InlineData("temperature: \"${T:-1}\"", true)]
    [InlineData("stop: END", true)]
    [InlineData("stop: [a, b]", true)]
    [InlineData("stop: 5", false)]
    [InlineData("seed: -7", true)]
    [InlineData("seed: x", false)]
    [InlineData("response_format: {type: json_object}", true)]
    [InlineData("response_format: json", false)]
    [InlineData("tools: [{type: function, function: {name: f, parameters: {type: object}}}]", true)]
    [InlineData("tools: {}", false)]
    [InlineData("tool_choice: auto", true)]
    [InlineData("reasoning_effort: high", true)]
    [InlineData("reasoning_effort: higher", false)]
    [InlineData("temprature: 1", false)]
    [InlineData("model: other", false)]
    public async Task Schema_and_validator_agree_on_parameters(string parameter, bool isGood)
    {
        var text = $$"""
            providers: [{name: p, dialect: ollama}]
            models: [{name: m, provider: p, id: x}]
            apps:
              - name: a
                model: m
                parameters:
                  {{parameter}}
            """;

        Assert.Equal(isGood, (await ComplaintsAsync(text)).Count == 0);
        Assert.Equal(isGood, DocumentCompiler.Compile(text, _ => null).Mistakes.Count == 0);
    }

    private static async Task<IReadOnlyCollection<string>> ComplaintsAsync(string text)
    {
        // Variables stay as they are: a schema sees what is written.
        var context = new ReadContext(name => $"${{{name}}}");
        var root = NodeReader.Read(text, []);
        Assert.NotNull(root);
        NodeJson.TryConvert(root, "", context, out var json);
        var schema = await JsonSchema.FromJsonAsync(DocumentSchema.Text, TestContext.Current.CancellationToken);

        return [.. schema.Validate((json ?? JsonValue.Create((string?)null))?.ToJsonString() ?? "null").Select(error => error.ToString())];
    }
}
