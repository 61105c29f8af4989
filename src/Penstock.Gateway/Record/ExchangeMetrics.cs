using System.Diagnostics;
using System.Diagnostics.Metrics;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Hosting;

namespace Penstock.Gateway.Record;

/// <summary>The instruments of whole exchanges: what callers see of Penstock. <see cref="AttemptMetrics"/> has what Penstock sees of providers.</summary>
/// <remarks>
/// Tags come from configuration and code, never from a caller or an answer, so that their number is bounded. The
/// tag lists live on the stack and hold cached strings: recording allocates nothing.
/// </remarks>
internal sealed class ExchangeMetrics
{
    private readonly AttemptMetrics _attempts;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _firstToken;
    private readonly Histogram<double> _perToken;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _strangers;

    public ExchangeMetrics(IMeterFactory meters, GatewayLifetime lifetime, ByteBudget bytes)
    {
        var meter = meters.Create(GatewayTelemetry.MeterName);
        _attempts = new AttemptMetrics(meter);
        _requests = meter.CreateCounter<long>("penstock.requests", "{request}", "Exchanges by how they ended.");
        _strangers = meter.CreateCounter<long>("penstock.strangers", "{request}", "Requests refused before anybody was identified.");
        _duration = meter.CreateHistogram(
            GenAiNames.ServerRequestDuration, "s", "From the arrival of a request to the last byte of its answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = GenAiNames.DurationBuckets });
        _firstToken = meter.CreateHistogram(
            GenAiNames.ServerTimeToFirstToken, "s", "From the arrival of a request to the first token of its stream.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = GenAiNames.FirstTokenBuckets });
        _perToken = meter.CreateHistogram(
            GenAiNames.ServerTimePerOutputToken, "s", "Mean time per token after the first of a complete stream.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = GenAiNames.PerTokenBuckets });
        meter.CreateObservableUpDownCounter(
            "penstock.requests.in_flight", () => lifetime.InFlight, "{request}", "Exchanges under way.");
        Observe(meter, bytes);
    }

    private static void Observe(Meter meter, ByteBudget bytes)
    {
        meter.CreateObservableUpDownCounter(
            "penstock.bytes.in_flight", () => bytes.Held, "By", "Memory held by the bodies and answers of exchanges under way.");
        meter.CreateObservableUpDownCounter("penstock.bytes.limit", () => bytes.Limit, "By", "Memory that bodies and answers may hold.");
        meter.CreateObservableCounter(
            "penstock.bytes.refused", () => bytes.Refused, "{refusal}", "Requests and answers refused because bodies and answers held all they may.");
    }

    /// <summary>Counts a request from somebody without a valid key: nobody to attribute a trace to.</summary>
    public void Stranger(FaultCode fault) => _strangers.Add(1, new KeyValuePair<string, object?>("penstock.fault", fault.Row().Slug));

    /// <summary>Records one exchange and its attempts.</summary>
    public void Record(TraceRecord trace)
    {
        Count(trace);
        Time(trace);

        for (var index = 0; index < trace.Attempts.Count; index++)
        {
            _attempts.Record(trace, trace.Attempts[index]);
        }
    }

    private void Count(TraceRecord trace)
    {
        var tags = default(TagList);
        tags.Add("penstock.status", trace.Status.Tag());
        tags.Add("penstock.app", trace.App);
        if (trace.Fault is { } fault)
        {
            tags.Add("penstock.fault", fault.Row().Slug);
        }

        _requests.Add(1, tags);
    }

    private void Time(TraceRecord trace)
    {
        if (trace.Model is null)
        {
            // Refused at the door: the time says nothing about serving a model, and would hide what does.
            return;
        }

        var tags = default(TagList);
        tags.Add(GenAiNames.OperationName, trace.Operation.Name());
        tags.Add(GenAiNames.ProviderName, trace.ProviderKind);
        tags.Add(GenAiNames.RequestModel, trace.App ?? trace.Model);

        if (trace is { Streamed: true, FirstToken: { } first })
        {
            _firstToken.Record(first.TotalSeconds, tags);
            if (trace is { Status: AttemptStatus.Succeeded, Usage.Output: > 1 and var tokens })
            {
                _perToken.Record((trace.Duration - first).TotalSeconds / (tokens - 1), tags);
            }
        }

        if (StatusTags.ErrorType(trace.Status, trace.Fault) is { } error)
        {
            tags.Add(GenAiNames.ErrorType, error);
        }

        _duration.Record(trace.Duration.TotalSeconds, tags);
    }
}
