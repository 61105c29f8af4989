namespace Penstock.Testing;

/// <summary>Waits for what comes by itself: looks, and looks again until it is there.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>How long a test waits before it gives up: far longer than the slowest machine needs, as only a test that fails waits so long.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Waits until something is so.</summary>
    /// <exception cref="TimeoutException">It was not so within <see cref="Patience"/>.</exception>
    public static Task IsSoAsync(Func<bool> isSo, CancellationToken cancellationToken) =>
        IsSoAsync(() => Task.FromResult(isSo()), cancellationToken);

    /// <inheritdoc cref="IsSoAsync(Func{bool}, CancellationToken)"/>
    public static Task IsSoAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken) =>
        GetAsync(isSo, answer => answer, cancellationToken);

    /// <summary>Reads a value until it is as wanted, and gives it.</summary>
    /// <exception cref="TimeoutException">It was not as wanted within <see cref="Patience"/>; the message tells what was read last.</exception>
    public static async Task<T> GetAsync<T>(Func<Task<T>> read, Func<T, bool> isWanted, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var value = await read();
            if (isWanted(value))
            {
                return value;
            }

            if (TimeProvider.System.GetElapsedTime(since) > Patience)
            {
                throw new TimeoutException($"Waited {Patience}, and what was read last is still {value?.ToString() ?? "nothing"}.");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
