using Penstock.Gateway.Record;

namespace Penstock.Server.Storage.Traces;

/// <summary>How an end is spelt in the store and in the API.</summary>
internal static class TraceWords
{
    public static IReadOnlyList<string> Statuses { get; } = [.. Enum.GetValues<AttemptStatus>().Select(Word)];

    public static string Word(this AttemptStatus status) => status switch
    {
        AttemptStatus.Succeeded => "succeeded",
        AttemptStatus.Failed => "failed",
        AttemptStatus.Aborted => "aborted",
        AttemptStatus.Cut => "cut",
        AttemptStatus.Refused => "refused",
        AttemptStatus.Interrupted => "interrupted",
    };
}
