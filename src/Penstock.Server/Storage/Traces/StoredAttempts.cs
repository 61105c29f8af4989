using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Penstock.Contracts.Admin;
using Penstock.Contracts.Admin.Traces;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Money;
using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Traces;

/// <summary>Attempts as the JSON of one column: the views the API shows, so that reading needs no second mapping.</summary>
internal static class StoredAttempts
{
    // Not the API's own rules: a field that an older version wrote must not make its traces unreadable.
    private static readonly JsonTypeInfo<IReadOnlyList<AttemptView>> Json =
        (JsonTypeInfo<IReadOnlyList<AttemptView>>)new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = AdminJson.Default,
        }.GetTypeInfo(typeof(IReadOnlyList<AttemptView>));

    public static string Write(IReadOnlyList<AttemptRecord> attempts)
    {
        var views = new AttemptView[attempts.Count];
        for (var index = 0; index < views.Length; index++)
        {
            views[index] = View(attempts[index]);
        }

        return JsonSerializer.Serialize(views, Json);
    }

    public static IReadOnlyList<AttemptView> Read(string json) => JsonSerializer.Deserialize(json, Json) ?? [];

    private static AttemptView View(AttemptRecord attempt) => new()
    {
        Number = attempt.Number,
        Model = attempt.Model,
        Provider = attempt.Provider,
        Endpoint = attempt.Endpoint,
        SentAtMs = attempt.SentAt.TotalMilliseconds,
        HeadersAtMs = attempt.HeadersAt?.TotalMilliseconds,
        FirstTokenAtMs = attempt.FirstTokenAt?.TotalMilliseconds,
        EndedAtMs = attempt.EndedAt.TotalMilliseconds,
        Status = attempt.Status.Word(),
        HttpStatus = attempt.HttpStatus,
        Fault = attempt.Fault?.Row().Slug,
        ResponseId = attempt.ResponseId,
        ResponseModel = attempt.ResponseModel,
        Usage = View(attempt.Usage),
        CostUsd = attempt.Cost,
    };

    private static UsageView View(in TokenUsage usage) => new()
    {
        Input = usage.Input,
        CachedInput = usage.CachedInput,
        CacheWrite = usage.CacheWrite,
        Output = usage.Output,
        Reasoning = usage.Reasoning,
        Counted = usage.Counted,
    };
}
