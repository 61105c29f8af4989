using System.Diagnostics;
using System.Diagnostics.Metrics;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;

namespace Penstock.Gateway.Record;

/// <summary>The instruments of upstream tries: what Penstock sees of providers, and what they cost.</summary>
internal sealed class AttemptMetrics
{
    private const double NanoPerUsd = 1e9;

    private readonly Counter<long> _attempts;
    private readonly Counter<double> _cost;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _firstChunk;
    private readonly Histogram<double> _perChunk;
    private readonly Counter<long> _retries;
    private readonly Histogram<long> _tokens;

    public AttemptMetrics(Meter meter)
    {
        _attempts = meter.CreateCounter<long>("penstock.attempts", "{attempt}", "Upstream tries by how they ended.");
        _retries = meter.CreateCounter<long>("penstock.retries", "{attempt}", "Upstream tries after the first of an exchange.");
        _cost = meter.CreateCounter<double>("penstock.cost", "{USD}", "Cost by model. The ledger has the exact figure.");
        _duration = meter.CreateHistogram(
            GenAiNames.ClientOperationDuration, "s", "From sending an attempt to its end.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = GenAiNames.DurationBuckets });
        _firstChunk = meter.CreateHistogram(
            GenAiNames.ClientTimeToFirstChunk, "s", "From sending an attempt to its first token.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = GenAiNames.DurationBuckets });
        _perChunk = meter.CreateHistogram(
            GenAiNames.ClientTimePerOutputChunk, "s", "Mean time between two pieces of a complete stream.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = GenAiNames.DurationBuckets });
        _tokens = meter.CreateHistogram(
            GenAiNames.ClientTokenUsage, "{token}", "Tokens of one attempt.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = GenAiNames.TokenBuckets });
    }

    public void Record(TraceRecord trace, AttemptRecord attempt)
    {
        Count(attempt);

        var tags = Target(trace, attempt);
        if (trace.Streamed && attempt.FirstTokenAt is { } first)
        {
            _firstChunk.Record((first - attempt.SentAt).TotalSeconds, tags);
        }

        if (attempt.TimePerChunk is { } perChunk)
        {
            _perChunk.Record(perChunk.TotalSeconds, tags);
        }

        Tokens(attempt, tags);

        if (StatusTags.ErrorType(attempt.Status, attempt.Fault) is { } error)
        {
            tags.Add(GenAiNames.ErrorType, error);
        }

        _duration.Record((attempt.EndedAt - attempt.SentAt).TotalSeconds, tags);
    }

    private static TagList Target(TraceRecord trace, AttemptRecord attempt)
    {
        var endpoint = EndpointTags.Of(attempt.Endpoint);
        var tags = default(TagList);
        tags.Add(GenAiNames.OperationName, trace.Operation.Name());
        tags.Add(GenAiNames.ProviderName, attempt.ProviderKind);
        tags.Add(GenAiNames.RequestModel, attempt.Model);
        tags.Add(GenAiNames.ServerAddress, endpoint.Address);
        tags.Add(GenAiNames.ServerPort, endpoint.Port);
        return tags;
    }

    // By value: the copy takes the token's type, the caller's list stays as it is.
    private void Tokens(AttemptRecord attempt, TagList tags)
    {
        if (attempt.Usage.Input > 0)
        {
            var input = tags;
            input.Add(GenAiNames.TokenType, GenAiNames.Input);
            _tokens.Record(attempt.Usage.Input, input);
        }

        if (attempt.Usage.Output > 0)
        {
            tags.Add(GenAiNames.TokenType, GenAiNames.Output);
            _tokens.Record(attempt.Usage.Output, tags);
        }
    }

    private void Count(AttemptRecord attempt)
    {
        var tags = default(TagList);
        tags.Add(GenAiNames.ProviderName, attempt.ProviderKind);
        tags.Add(GenAiNames.RequestModel, attempt.Model);
        _cost.Add(attempt.Cost.Value / NanoPerUsd, tags);

        tags.Add("penstock.status", attempt.Status.Tag());
        if (attempt.Fault is { } fault)
        {
            tags.Add("penstock.fault", fault.Row().Slug);
        }

        _attempts.Add(1, tags);
        if (attempt.Number > 1)
        {
            _retries.Add(1, tags);
        }
    }
}
