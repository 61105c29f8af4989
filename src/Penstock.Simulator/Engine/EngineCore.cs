using System.Collections.Concurrent;
using Penstock.Simulator.Faults;
using Penstock.Simulator.Metrics;

namespace Penstock.Simulator.Engine;

/// <summary>The state of one engine: its places, its cache, its faults and what it served.</summary>
internal sealed class EngineCore : IDisposable
{
    private const int MostModels = 10_000;

    private readonly ConcurrentDictionary<string, ModelEntry> _models = new();
    private readonly ModelEntry _others = new("(other models)");
    private long _prefillFree;
    private long _ids;

    public EngineCore(int index, FleetOptions options)
    {
        Index = index;
        Options = options;
        Clock = new TickClock(options.Clock);
        Gate = new SequenceGate(options.MaxSequences);
        Cache = new PrefixCache(options.PrefixCacheBlocks);
        Faults = new FaultSchedule(options.Clock);
        Requests = new RequestRecorder(options.RecordedRequests);
    }

    public int Index { get; }

    public FleetOptions Options { get; }

    public TickClock Clock { get; }

    public SequenceGate Gate { get; }

    public PrefixCache Cache { get; }

    public FaultSchedule Faults { get; }

    public RequestRecorder Requests { get; }

    public EngineHistograms Histograms { get; } = new();

    public IEnumerable<ModelEntry> Models =>
        _models.Values.OrderBy(model => model.Name, StringComparer.Ordinal).Append(_others);

    public string NextId() => $"{Index}-{Interlocked.Increment(ref _ids):x8}";

    public ModelEntry Model(string name) =>
        _models.TryGetValue(name, out var model) ? model
        : _models.Count >= MostModels ? _others
        : _models.GetOrAdd(name, static name => new ModelEntry(name));

    /// <summary>When the prompt will have been read. One is read at a time, so each waits for those before it.</summary>
    public long ReservePrefill(int uncachedTokens)
    {
        var now = Clock.Now;
        var cost = Clock.Ticks(Options.Timing.PrefillPerToken * uncachedTokens);
        if (cost == 0)
        {
            return now;
        }

        while (true)
        {
            var free = Volatile.Read(ref _prefillFree);
            var done = Math.Max(free, now) + cost;
            if (Interlocked.CompareExchange(ref _prefillFree, done, free) == free)
            {
                return done;
            }
        }
    }

    public ServedTotals Served()
    {
        var models = Models.Select(model => (model.Name, Totals: model.Served.Read()))
            .Where(model => model.Totals.Requests > 0)
            .ToDictionary(model => model.Name, model => model.Totals);
        return models.Values.Aggregate(new ServedTotals(), (sum, model) => sum + model) with { Models = models };
    }

    public void Dispose() => Clock.Dispose();
}
