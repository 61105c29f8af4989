using Penstock.Contracts.Faults;

namespace Penstock.Dashboard.Loading;

/// <summary>What a page knows of something that the server has: the last good value, and why there is no newer one.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class Remote<T>
    where T : class
{
    /// <summary>The last value that came, or <see langword="null"/> before the first.</summary>
    public T? Value { get; private set; }

    /// <summary>When <see cref="Value"/> came.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Why the last try brought none.</summary>
    public Fault? Fault { get; private set; }

    /// <summary>Takes the outcome of a try. A fault leaves the last value in place.</summary>
    /// <param name="outcome">What came.</param>
    /// <param name="clock">Says when.</param>
    public void Take(Outcome<T> outcome, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        Fault = outcome.Fault;
        if (outcome.IsOk)
        {
            (Value, At) = (outcome.Value, clock.GetUtcNow());
        }
    }

    /// <summary>Forgets everything, as before the first try.</summary>
    public void Forget() => (Value, Fault) = (null, null);
}
