using Penstock.Contracts.Faults;
using Penstock.Gateway.Snapshot;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Call;

/// <summary>What to do after a failed attempt that has sent nothing to the caller.</summary>
internal enum RetryStep
{
    /// <summary>Give the fault to the caller.</summary>
    Stop,

    /// <summary>Try the next fallback.</summary>
    NextTarget,

    /// <summary>Try the same target again.</summary>
    SameTarget,
}

/// <summary>Decides from the fault alone: nothing is tried again that cannot succeed, and nothing is hidden by a fallback that the caller must know.</summary>
internal static class RetryPolicy
{
    public static RetryStep Decide(Fault fault) => fault.Code switch
    {
        // Another replica or a second try may well answer.
        FaultCode.ProviderFailed or FaultCode.ProviderUnreachable or FaultCode.ProviderRateLimited
            or FaultCode.AnswerMalformed or FaultCode.AnswerCut => RetryStep.SameTarget,

        // Waiting a second time for a silent provider doubles the silence.
        FaultCode.ConnectTimeout or FaultCode.FirstTokenTimeout or FaultCode.AnswerTimeout or FaultCode.StreamStalled
            or FaultCode.ProviderAuthFailed or FaultCode.FeatureUnsupported or FaultCode.ContextExceeded or FaultCode.AnswerTooLarge => RetryStep.NextTarget,

        // A model the provider does not have is the target's mistake; any other refusal is about the request itself.
        FaultCode.ProviderRejected when fault.ProviderStatus is 404 => RetryStep.NextTarget,
        _ => RetryStep.Stop,
    };

    /// <summary>Whether a fallback can do better than the target that failed. A prompt that was too long only fits a larger window.</summary>
    public static bool MayHelp(Target next, Target failed, Fault fault) =>
        fault.Code is not FaultCode.ContextExceeded
        || next.Model.ContextWindow > (failed.Model.ContextWindow ?? 0);

    /// <summary>How long to wait before the same target is tried again, or <see langword="null"/> when it is not worth waiting.</summary>
    /// <param name="fault">The failure.</param>
    /// <param name="settings">The target's retries.</param>
    /// <param name="attempt">The number of the failed attempt at this target, from 1.</param>
    /// <param name="random">A number from 0 to 1.</param>
    public static TimeSpan? Delay(Fault fault, RetrySettings settings, int attempt, double random)
    {
        if (fault.RetryAfter is { } asked)
        {
            return asked <= settings.MaxRetryAfter ? asked : null;
        }

        // Full jitter: callers that failed together do not come back together.
        var ceiling = Math.Min(settings.MaxDelay.TotalMilliseconds, settings.BaseDelay.TotalMilliseconds * Math.Pow(2, attempt - 1));
        return TimeSpan.FromMilliseconds(ceiling * random);
    }
}
