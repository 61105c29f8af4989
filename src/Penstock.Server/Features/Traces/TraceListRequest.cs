using Microsoft.AspNetCore.Mvc;
using Penstock.Contracts.Admin.Traces;

namespace Penstock.Server.Features.Traces;

/// <summary>The query string of the list, spelt as the API spells it.</summary>
internal sealed record TraceListRequest(
    string? Tenant,
    string? Key,
    string? App,
    string? Model,
    string? Provider,
    string? Status,
    string? Fault,
    string? User,
    [FromQuery(Name = "min_duration_ms")] double? MinDurationMs,
    DateTimeOffset? From,
    DateTimeOffset? To,
    int? Limit,
    string? Cursor)
{
    public TraceQuery ToQuery() => new()
    {
        Tenant = Tenant,
        Key = Key,
        App = App,
        Model = Model,
        Provider = Provider,
        Status = Status,
        Fault = Fault,
        User = User,
        MinDurationMs = MinDurationMs,
        From = From,
        To = To,
        Limit = Limit,
        Cursor = Cursor,
    };
}
