namespace Penstock.Server.Features.Overview;

/// <summary>What one app did with one model in one bucket.</summary>
internal sealed record OverviewPart
{
    public required string? App { get; init; }

    public required string? Model { get; init; }

    public required long Requests { get; init; }

    public required long Errors { get; init; }

    public required long Aborted { get; init; }

    public required long Input { get; init; }

    public required long Output { get; init; }

    public required long CostNano { get; init; }

    /// <summary>Times to the first token, of streams.</summary>
    public required TimeHistogram Ttft { get; init; }

    public required TimeHistogram Duration { get; init; }
}

/// <summary>A part while traces are still counted into it.</summary>
internal sealed class OverviewPartBuilder(string? app, string? model)
{
    private readonly List<ushort> _ttft = [];
    private readonly List<ushort> _duration = [];
    private long _errors;
    private long _aborted;
    private long _input;
    private long _output;
    private long _costNano;

    public void Add(in OverviewTrace trace)
    {
        _duration.Add(TimeHistogram.Code(trace.DurationUs));
        if (trace.TtftUs is { } ttft)
        {
            _ttft.Add(TimeHistogram.Code(ttft));
        }

        _errors += trace.IsError ? 1 : 0;
        _aborted += trace.IsAborted ? 1 : 0;
        _input += trace.Input;
        _output += trace.Output;
        _costNano += trace.CostNano;
    }

    public OverviewPart Build() => new()
    {
        App = app,
        Model = model,
        Requests = _duration.Count,
        Errors = _errors,
        Aborted = _aborted,
        Input = _input,
        Output = _output,
        CostNano = _costNano,
        Ttft = TimeHistogram.Of(_ttft),
        Duration = TimeHistogram.Of(_duration),
    };
}
