using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Penstock.Gateway.Receive;

/// <summary>Reads the W3C trace context of a caller.</summary>
internal static class TraceParents
{
    /// <summary>The caller's trace and span from a sound <c>traceparent</c>, else <see langword="null"/>.</summary>
    public static ActivityContext? Read(IHeaderDictionary headers) =>
        headers.TraceParent is [{ } value] && ActivityContext.TryParse(value, traceState: null, isRemote: true, out var caller)
            ? caller
            : null;
}
