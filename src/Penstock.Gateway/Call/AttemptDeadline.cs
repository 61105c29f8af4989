using Penstock.Contracts.Faults;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Call;

/// <summary>One cancellation source for one attempt: the caller leaving, the server stopping, and the deadline of the current phase.</summary>
internal sealed class AttemptDeadline : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly DeadlineSettings _settings;
    private readonly long _exchangeStart;
    private readonly CancellationToken _caller;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _onCaller;
    private readonly CancellationTokenRegistration _onStopping;
    private AttemptPhase _phase;
    private bool _totalIsNearer;

    public AttemptDeadline(
        TimeProvider clock, DeadlineSettings settings, long exchangeStart, CancellationToken caller, CancellationToken stopping)
    {
        (_clock, _settings, _exchangeStart, _caller, _stopping) = (clock, settings, exchangeStart, caller, stopping);
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _onCaller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        _onStopping = stopping.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Starts the clock of a phase. The total deadline wins where it is nearer.</summary>
    public void Arm(AttemptPhase phase)
    {
        _phase = phase;
        var total = _settings.Total - _clock.GetElapsedTime(_exchangeStart);
        var wait = phase switch
        {
            AttemptPhase.FirstToken => _settings.FirstToken,
            AttemptPhase.Answer => _settings.Answer,
            AttemptPhase.Stall => _settings.Stall,
            AttemptPhase.Total => total,
        };

        _totalIsNearer = total <= wait;
        _source.CancelAfter(TimeSpan.FromTicks(Math.Max(0, Math.Min(wait.Ticks, total.Ticks))));
    }

    /// <summary>Says why the token was cancelled.</summary>
    public Fault Explain()
    {
        if (_caller.IsCancellationRequested)
        {
            return new Fault(FaultCode.CallerGone, "The caller went away before the answer was complete.");
        }

        if (_stopping.IsCancellationRequested)
        {
            return new Fault(FaultCode.Draining, "The server is stopping and could not wait for the end of this answer. Send the request again.");
        }

        if (!_source.IsCancellationRequested)
        {
            return new Fault(FaultCode.ConnectTimeout, $"No connection to the provider within {Seconds(_settings.Connect)}.");
        }

        if (_totalIsNearer)
        {
            return new Fault(FaultCode.TotalTimeout, $"The answer was not complete within {Seconds(_settings.Total)}.");
        }

        return _phase switch
        {
            AttemptPhase.FirstToken => new Fault(
                FaultCode.FirstTokenTimeout, $"The provider sent no token within {Seconds(_settings.FirstToken)}."),
            AttemptPhase.Answer => new Fault(
                FaultCode.AnswerTimeout, $"The provider sent no whole answer within {Seconds(_settings.Answer)}. Ask for a stream, or for less."),
            _ => new Fault(FaultCode.StreamStalled, $"The provider sent nothing for {Seconds(_settings.Stall)}."),
        };
    }

    public void Dispose()
    {
        _onCaller.Dispose();
        _onStopping.Dispose();
        _source.Dispose();
    }

    private static string Seconds(TimeSpan span) => $"{span.TotalSeconds:0.###} s";
}
