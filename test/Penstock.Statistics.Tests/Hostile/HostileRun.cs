using System.Diagnostics;
using System.Globalization;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Hostile;

/// <summary>Calls something many times with hostile arguments and keeps what broke, with the seed that breaks it again.</summary>
internal sealed class HostileRun(ulong seed, int times)
{
    private readonly SortedDictionary<string, string> _breaches = [];
    private Func<string>? _note;
    private string _current = string.Empty;

    public IReadOnlyCollection<string> Breaches => _breaches.Values;

    public long Answered { get; private set; }

    public long Refused { get; private set; }

    /// <summary>What runs now, for a report of what hangs. Read while another thread runs it.</summary>
    public string Current
    {
        get => Volatile.Read(ref _current);
        private set => Volatile.Write(ref _current, value);
    }

    /// <summary>The longest single call and what it was.</summary>
    public (TimeSpan Took, string Call) Slowest { get; private set; }

    public static HostileRun FromEnvironment(int usual) => new(
        ulong.Parse(Environment.GetEnvironmentVariable("HOSTILE_SEED") ?? "20260", CultureInfo.InvariantCulture),
        int.Parse(Environment.GetEnvironmentVariable("HOSTILE_TIMES") ?? usual.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>Adds to what is reported of the running attempt, if it breaks.</summary>
    public void Note(Func<string> arguments) => _note = arguments;

    public void Hangs() => _breaches.TryAdd($"hangs {Current}", $"{Current}: {_note?.Invoke()}: no answer");

    /// <summary>Each attempt draws from a stream of its own, prepares a call and gives the breach it finds, or null.</summary>
    public void Try(string name, Func<RandomStream, Func<object?>> prepare, Func<object?, string?> judge)
    {
        for (var number = 0; number < times; number++)
        {
            _note = null;
            Current = $"{name}, seed {seed}, attempt {number}";
            var random = RandomStream.Numbered(seed ^ (ulong)name.Sum(letter => letter * 31L), number);
            Once(name, () => prepare(random)(), judge);
        }
    }

    private void Once(string name, Func<object?> call, Func<object?, string?> judge)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            var breach = judge(call());
            Answered++;
            if (breach is not null)
            {
                _breaches.TryAdd($"{name} {breach.Split(" is ")[0]}", $"{Current}: {_note?.Invoke()}: {breach}");
            }
        }
        catch (Exception refusal) when (refusal is ArgumentException or InvalidOperationException)
        {
            Refused++;
        }
        catch (Exception failure)
        {
            _breaches.TryAdd($"{failure.GetType()} {failure.StackTrace?.Split('\n')[0]}", $"{Current}: {_note?.Invoke()}: {failure.GetType().Name}: {failure.Message}\n{failure.StackTrace}");
        }

        var took = Stopwatch.GetElapsedTime(since);
        Slowest = took > Slowest.Took ? (took, Current) : Slowest;
    }
}
