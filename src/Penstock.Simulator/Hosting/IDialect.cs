using System.Text.Json;

namespace Penstock.Simulator.Hosting;

/// <summary>How one vendor checks callers and words its errors.</summary>
internal interface IDialect
{
    /// <summary>Checks headers before anything is read, the key included.</summary>
    Refusal? Check(HttpRequest request, string? requiredKey);

    Refusal NotJson(string where);

    Refusal OfStatus(int status, TimeSpan? retryAfter);

    Refusal ContextLength(int tokens, int limit);

    Refusal ContentFilter();

    Refusal NoPrefill();

    void WriteRefusal(Utf8JsonWriter json, Refusal refusal, string requestId);
}
