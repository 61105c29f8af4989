using System.Globalization;
using System.Text;
using Penstock.Contracts.Admin.Traces;
using Penstock.Contracts.Admin.Usage;

namespace Penstock.Contracts.Client;

/// <summary>A path below <c>/api/v1</c> with those query parameters that have a value.</summary>
internal sealed class AdminPath(string path)
{
    private readonly StringBuilder _text = new(path);
    private char _next = '?';

    public static AdminPath Of(TraceQuery query) => new AdminPath("traces")
        .With("tenant", query.Tenant)
        .With("key", query.Key)
        .With("app", query.App)
        .With("model", query.Model)
        .With("provider", query.Provider)
        .With("status", query.Status)
        .With("fault", query.Fault)
        .With("user", query.User)
        .With("min_duration_ms", query.MinDurationMs)
        .With("from", query.From?.ToString("O"))
        .With("to", query.To?.ToString("O"))
        .With("limit", query.Limit)
        .With("cursor", query.Cursor);

    public static AdminPath Of(UsageQuery query) => new AdminPath("usage")
        .With("group_by", query.GroupBy.Count == 0 ? null : string.Join(',', query.GroupBy))
        .With("from", query.From?.ToString("O"))
        .With("to", query.To?.ToString("O"))
        .With("tenant", query.Tenant)
        .With("key", query.Key)
        .With("app", query.App)
        .With("model", query.Model);

    public AdminPath With(string name, IFormattable? value) =>
        With(name, value?.ToString(null, CultureInfo.InvariantCulture));

    public AdminPath With(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.Append(_next).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _next = '&';
        }

        return this;
    }

    public override string ToString() => _text.ToString();
}
