using System.Net;

namespace Penstock.Server.Hosting.Access;

/// <summary>Holds off whoever guesses keys of the server: after ten wrong ones from an address, none from there is looked at until the minute is over.</summary>
/// <remarks>
/// <para>Comparing and counting are one step under the lock, so that tries at the same time are not free. Right keys are never counted, and an address that sent no
/// wrong key is never held off, whatever others do: there is no limit over all addresses together.</para>
/// <para>Minutes are of one length, so addresses lie in the queue in the order in which their minutes end. At most <see cref="MostAddresses"/> are remembered; beyond
/// it the oldest is forgotten, and has its ten tries again.</para>
/// </remarks>
internal sealed class KeyGuesses(KeyGuessMetrics metrics, TimeProvider clock, ILogger<KeyGuesses> logger)
{
    public const int WrongKeys = 10;
    public const int MostAddresses = 10_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<GuessOrigin, Entry> _entries = [];
    private readonly Queue<GuessOrigin> _byAge = new();

    /// <summary>Addresses that are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Looks at one key.</summary>
    /// <param name="door">What the key is for, as metrics name it.</param>
    /// <param name="from">Where it came from.</param>
    /// <param name="isRight">Compares it; not called while the address is held off.</param>
    public KeyTrial Try(string door, IPAddress? from, Func<bool> isRight)
    {
        var origin = GuessOrigin.Of(from);
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            Forget(now);
            var wrong = _entries.TryGetValue(origin, out var entry) ? entry.Wrong : 0;
            if (wrong >= WrongKeys)
            {
                metrics.HeldOff(door);
                return KeyTrial.HeldOff(Window - clock.GetElapsedTime(entry.Since, now));
            }

            if (isRight())
            {
                return KeyTrial.Right;
            }

            Remember(origin, wrong == 0 ? now : entry.Since, wrong + 1);
            metrics.Wrong(door);
            return KeyTrial.Wrong;
        }
    }

    private void Forget(long now)
    {
        while (_byAge.TryPeek(out var oldest) && clock.GetElapsedTime(_entries[oldest].Since, now) >= Window)
        {
            _entries.Remove(_byAge.Dequeue());
        }
    }

    private void Remember(GuessOrigin origin, long since, int wrong)
    {
        if (wrong == 1)
        {
            if (_entries.Count >= MostAddresses)
            {
                _entries.Remove(_byAge.Dequeue());
            }

            _byAge.Enqueue(origin);
        }

        _entries[origin] = new Entry(since, wrong);
        if (wrong == WrongKeys)
        {
            logger.GuessesHeldOff(origin.ToString(), WrongKeys, (int)Math.Ceiling((Window - clock.GetElapsedTime(since)).TotalSeconds));
        }
    }

    private readonly record struct Entry(long Since, int Wrong);
}

/// <summary>What came of one key.</summary>
/// <param name="IsRight">Whether it opens the door.</param>
/// <param name="RetryAfter">How long its address is held off, if it was not even looked at.</param>
internal readonly record struct KeyTrial(bool IsRight, TimeSpan? RetryAfter)
{
    public static KeyTrial Right => new(true, null);

    public static KeyTrial Wrong => new(false, null);

    public static KeyTrial HeldOff(TimeSpan wait) => new(false, wait);
}
