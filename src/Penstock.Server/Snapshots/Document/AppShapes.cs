using System.Text.Json;
using Penstock.Server.Snapshots.Shapes;
using static Penstock.Server.Snapshots.Document.Values;

namespace Penstock.Server.Snapshots.Document;

/// <summary>Apps and the request fields they fill in.</summary>
internal static class AppShapes
{
    private static readonly SectionShape<IReadOnlyDictionary<string, JsonElement>> Parameters = MakeParameters();

    public static SectionShape<AppDocument> App { get; } = new SectionShape<AppDocument>(
            "app", "A logical application: what a caller names in `model`.", new AppDocument())
        .Required("name", Name, (d, v) => d with { Name = v }, "The name callers use, unique among apps.")
        .Required("model", Name, (d, v) => d with { Model = v }, "The model that answers.")
        .Optional("fallbacks", ListOf(Name, "a list of model names", max: 20), (d, v) => d with { Fallbacks = v }, "Models tried in this order when the first cannot answer.", "none")
        .Optional("system", new TextShape("text") { IsPrivate = true }, (d, v) => d with { System = v }, "The system prompt put before the caller's messages.", "none")
        .Optional("parameters", Parameters, (d, v) => d with { Parameters = v }, "Request fields, in OpenAI's names, that fill in what the caller leaves out.", "none")
        .Optional("extra_body", ExtraBody(), (d, v) => d with { ExtraBody = v }, "Further request fields that only your provider knows.", "none")
        .Optional("owner", Text(200), (d, v) => d with { Owner = v }, "Who answers for the app: a team or an address.", "none")
        .Optional("record_content", Flag, (d, v) => d with { RecordContent = v }, "Whether traces keep prompts and answers.", "record.content")
        .Optional("deadlines", CallShapes.Deadlines, (d, v) => d with { Deadlines = v }, "Deadlines of this app. What is left out comes from the provider of its first model.", "the provider's")
        .Optional("retries", CallShapes.Retries, (d, v) => d with { Retries = v }, "Retries of this app. What is left out comes from the provider of its first model.", "the provider's");

    public static bool IsParameter(string key) => Parameters.Sections.First().Fields.Any(known => known.Key == key);

    /// <summary>Fields that are the caller's to say or the gateway's to set, and known parameters, which belong under `parameters`.</summary>
    public static IEnumerable<string> NotForExtraBody =>
        Parameters.Sections.First().Fields.Select(known => known.Key).Concat(["model", "messages", "stream", "stream_options", "input", "system"]);

    private static TableShape<JsonElement> ExtraBody() =>
        new(new JsonShape("any value"), "a mapping from request fields to values", "^[A-Za-z_][A-Za-z0-9_.-]{0,127}$", "a field name");

    private static SectionShape<IReadOnlyDictionary<string, JsonElement>> MakeParameters()
    {
        var section = new SectionShape<IReadOnlyDictionary<string, JsonElement>>(
            "parameters", "Request fields, in OpenAI's names, that fill in what the caller leaves out.", new Dictionary<string, JsonElement>());
        Number("temperature", 0, 2, "How random the answer is.");
        Number("top_p", 0, 1, "The share of probability that tokens are drawn from.");
        Number("frequency_penalty", -2, 2, "Against repeating what was said often.");
        Number("presence_penalty", -2, 2, "Against repeating what was said at all.");
        Integer("max_tokens", 1, 100_000_000, "The longest answer in tokens, in the older field.");
        Integer("max_completion_tokens", 1, 100_000_000, "The longest answer in tokens, reasoning included.");
        Integer("seed", long.MinValue, long.MaxValue, "Makes answers repeatable where the provider can.");
        Integer("n", 1, 128, "How many answers.");
        Integer("top_k", -1, 1_000_000, "The number of tokens drawn from (not OpenAI's own; many engines take it).");
        Integer("top_logprobs", 0, 20, "How many likely tokens are reported.");
        Add("logprobs", Flag, "Whether probabilities are reported.");
        Add("parallel_tool_calls", Flag, "Whether several tools may be called at once.");
        Add("reasoning_effort", Choice("none", "minimal", "low", "medium", "high", "xhigh"), "How long the model thinks.");
        Add("verbosity", Choice("low", "medium", "high"), "How long the model speaks.");
        Add("service_tier", Text(64), "The provider's service tier.");
        Json("stop", "text or a list of texts", "Texts that end the answer.", "string", "array");
        Json("response_format", "a mapping", "JSON mode or a JSON schema.", "object");
        Json("tools", "a list of tools", "Tools the model may call.", "array");
        Json("tool_choice", "text or a mapping", "Which tool is called.", "string", "object");
        Json("logit_bias", "a mapping", "Makes tokens more or less likely.", "object");
        Json("metadata", "a mapping", "Passed on to the provider.", "object");
        return section;

        void Number(string key, decimal min, decimal max, string text) => Add(key, new DecimalShape(min, max), text);
        void Integer(string key, long min, long max, string text) => Add(key, Whole(min, max), text);
        void Json(string key, string words, string text, params string[] types) =>
            section.Optional(key, new JsonShape(words, types), (d, v) => With(d, key, v), text);
        void Add<T>(string key, Shape<T> shape, string text) =>
            section.Optional(key, new TypedJsonShape<T>(shape), (d, v) => With(d, key, v), text);
    }

    private static Dictionary<string, JsonElement> With(
        IReadOnlyDictionary<string, JsonElement> fields, string key, JsonElement value) => new(fields) { [key] = value };
}
