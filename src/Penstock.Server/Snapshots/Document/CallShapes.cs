using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Snapshots.Shapes;
using static Penstock.Server.Snapshots.Document.Values;

namespace Penstock.Server.Snapshots.Document;

/// <summary>Deadlines, retries and limits of receiving.</summary>
internal static class CallShapes
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    public static SectionShape<DeadlineDocument> Deadlines { get; } = new SectionShape<DeadlineDocument>(
            "deadlines", "How long each part of a call may take. What is left out comes from the level above: app, provider, gateway.", new DeadlineDocument())
        .Optional("connect", Duration(Millisecond, TimeSpan.FromMinutes(5)), (d, v) => d with { Connect = v }, "Until the provider accepts a connection.", "5s")
        .Optional("first_token", Duration(Millisecond, TimeSpan.FromHours(1)), (d, v) => d with { FirstToken = v }, "From sending one attempt to the first token of its stream, or to the headers of a whole answer.", "60s")
        .Optional("stall", Duration(Millisecond, TimeSpan.FromHours(1)), (d, v) => d with { Stall = v }, "Between two pieces of an answer.", "30s")
        .Optional("total", Duration(Millisecond, TimeSpan.FromDays(1)), (d, v) => d with { Total = v }, "For the whole exchange, every attempt included.", "10m");

    public static SectionShape<RetryDocument> Retries { get; } = new SectionShape<RetryDocument>(
            "retries", "How often and how soon one target is tried again before the next fallback takes over.", new RetryDocument())
        .Optional("max_attempts", Whole(1, 10), (d, v) => d with { MaxAttempts = (int)v }, "Attempts per target, the first one included.", "2")
        .Optional("base_delay", Duration(TimeSpan.Zero, TimeSpan.FromMinutes(1)), (d, v) => d with { BaseDelay = v }, "The upper end of the first random delay; it doubles with every attempt.", "250ms")
        .Optional("max_delay", Duration(TimeSpan.Zero, TimeSpan.FromMinutes(10)), (d, v) => d with { MaxDelay = v }, "The upper end of any random delay.", "5s")
        .Optional("max_retry_after", Duration(TimeSpan.Zero, TimeSpan.FromHours(1)), (d, v) => d with { MaxRetryAfter = v }, "The longest Retry-After that is waited for; a longer one moves on to the next target.", "10s");

    public static SectionShape<ReceiveSettings> Receive { get; } = new SectionShape<ReceiveSettings>(
            "receive", "Limits on what is accepted.", new ReceiveSettings())
        .Optional("max_body", new SizeShape(1_024, 1L << 30), (d, v) => d with { MaxBodyBytes = (int)v }, "The largest body taken.", "32MiB")
        .Optional("max_bytes_in_flight", new SizeShape(1L << 20, 1L << 40), (d, v) => d with { MaxBytesInFlight = v }, "The most memory that all requests together hold as bodies and answers; at least three times `max_body`. Beyond it big requests are refused (`server_full`), small ones go on.", "a quarter of the memory the process may use")
        .Optional("max_answer", new SizeShape(1_024, 1L << 30), (d, v) => d with { MaxAnswerBytes = (int)v }, "The largest whole answer taken from a provider.", "128MiB")
        .Optional("max_depth", Whole(8, 512), (d, v) => d with { MaxDepth = (int)v }, "The deepest nesting taken in a body.", "64")
        .Optional("body_timeout", Duration(TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)), (d, v) => d with { BodyTimeout = v }, "How long a body may take to arrive.", "30s");
}
