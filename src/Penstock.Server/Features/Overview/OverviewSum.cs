using Penstock.Contracts.Admin.Overview;
using Penstock.Contracts.Money;

namespace Penstock.Server.Features.Overview;

/// <summary>Parts added up.</summary>
internal sealed class OverviewSum
{
    private readonly int[] _ttft = new int[TimeHistogram.Codes];
    private readonly int[] _duration = new int[TimeHistogram.Codes];
    private long _requests;
    private long _errors;
    private long _aborted;
    private long _input;
    private long _output;
    private long _costNano;

    public static OverviewSum Of(IEnumerable<OverviewPart> parts)
    {
        var sum = new OverviewSum();
        foreach (var part in parts)
        {
            sum.Add(part);
        }

        return sum;
    }

    public TrafficFigures Total() => new()
    {
        Requests = _requests,
        Errors = _errors,
        Aborted = _aborted,
        TtftP50Ms = Percentile(_ttft, 0.5),
        TtftP95Ms = Percentile(_ttft, 0.95),
        DurationP50Ms = Percentile(_duration, 0.5),
        DurationP95Ms = Percentile(_duration, 0.95),
        InputTokens = _input,
        OutputTokens = _output,
        CostUsd = new NanoUsd(_costNano),
    };

    public OverviewBucket At(DateTimeOffset at) => new()
    {
        At = at,
        Requests = _requests,
        Errors = _errors,
        Aborted = _aborted,
        TtftP50Ms = Percentile(_ttft, 0.5),
        TtftP95Ms = Percentile(_ttft, 0.95),
        DurationP50Ms = Percentile(_duration, 0.5),
        DurationP95Ms = Percentile(_duration, 0.95),
        InputTokens = _input,
        OutputTokens = _output,
        CostUsd = new NanoUsd(_costNano),
    };

    public OverviewShare Share(string name) => new()
    {
        Name = name,
        Requests = _requests,
        Errors = _errors,
        Aborted = _aborted,
        TtftP50Ms = Percentile(_ttft, 0.5),
        TtftP95Ms = Percentile(_ttft, 0.95),
        DurationP50Ms = Percentile(_duration, 0.5),
        DurationP95Ms = Percentile(_duration, 0.95),
        InputTokens = _input,
        OutputTokens = _output,
        CostUsd = new NanoUsd(_costNano),
    };

    private void Add(OverviewPart part)
    {
        _requests += part.Requests;
        _errors += part.Errors;
        _aborted += part.Aborted;
        _input += part.Input;
        _output += part.Output;
        _costNano += part.CostNano;
        part.Ttft.AddTo(_ttft);
        part.Duration.AddTo(_duration);
    }

    // Nearest rank: the smallest time that so large a share of all did not exceed.
    private static double? Percentile(ReadOnlySpan<int> counts, double share)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            total += count;
        }

        var rank = (long)Math.Ceiling(share * total);
        for (var (code, seen) = (0, 0L); code < counts.Length && total > 0; code++)
        {
            seen += counts[code];
            if (seen >= rank)
            {
                return TimeHistogram.Microseconds(code) / 1_000d;
            }
        }

        return null;
    }
}
