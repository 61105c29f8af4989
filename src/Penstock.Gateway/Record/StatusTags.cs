using Penstock.Contracts.Faults;

namespace Penstock.Gateway.Record;

/// <summary>How an end is spelt as a tag. Closed sets, constant strings.</summary>
internal static class StatusTags
{
    public static string Tag(this AttemptStatus status) => status switch
    {
        AttemptStatus.Succeeded => "succeeded",
        AttemptStatus.Failed => "failed",
        AttemptStatus.Aborted => "aborted",
        AttemptStatus.Cut => "cut",
        AttemptStatus.Refused => "refused",
        AttemptStatus.Interrupted => "interrupted",
    };

    /// <summary>The value of <c>error.type</c>, or <see langword="null"/> for a success.</summary>
    public static string? ErrorType(AttemptStatus status, FaultCode? fault) =>
        status is AttemptStatus.Succeeded ? null : fault?.Row().Slug ?? status.Tag();
}
