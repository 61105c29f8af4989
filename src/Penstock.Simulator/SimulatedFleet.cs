namespace Penstock.Simulator;

/// <summary>Simulated LLM engines that speak OpenAI's and Anthropic's dialects. Nothing they say means anything.</summary>
public sealed class SimulatedFleet : IAsyncDisposable
{
    private SimulatedFleet(IReadOnlyList<SimulatedEngine> engines) => Engines = engines;

    /// <summary>The engines, in the order of their ports.</summary>
    public IReadOnlyList<SimulatedEngine> Engines { get; }

    /// <summary>What all engines together have sent so far.</summary>
    public ServedTotals Served => Engines.Select(engine => engine.Served).Aggregate((sum, engine) => sum + engine);

    /// <summary>Starts the engines; each listens on 127.0.0.1 when the task completes.</summary>
    /// <param name="options">What the fleet looks like.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="ArgumentException">An option is out of range or a fault is not known.</exception>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<SimulatedFleet> StartAsync(FleetOptions options, CancellationToken cancellationToken)
    {
        Check(options);
        var engines = new List<SimulatedEngine>(options.Engines);
        try
        {
            for (var index = 0; index < options.Engines; index++)
            {
                engines.Add(await SimulatedEngine.StartAsync(index, options, cancellationToken));
            }

            return new SimulatedFleet(engines);
        }
        catch
        {
            await DisposeAllAsync(engines);
            throw;
        }
    }

    /// <summary>Stops every engine.</summary>
    public async ValueTask DisposeAsync() => await DisposeAllAsync(Engines);

    private static async Task DisposeAllAsync(IEnumerable<SimulatedEngine> engines)
    {
        foreach (var engine in engines)
        {
            await engine.DisposeAsync();
        }
    }

    private static void Check(FleetOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InRange(options.Engines, 1, 1000, nameof(options.Engines));
        InRange(options.BasePort, 0, 65_536 - options.Engines, nameof(options.BasePort));
        InRange(options.MaxSequences, 1, int.MaxValue, nameof(options.MaxSequences));
        InRange(options.PrefixCacheBlocks, 0, int.MaxValue, nameof(options.PrefixCacheBlocks));
        InRange(options.ContextWindow, 1, int.MaxValue, nameof(options.ContextWindow));
        InRange(options.AnswerTokens ?? 1, 0, 1_048_576, nameof(options.AnswerTokens));
        InRange(options.EmbeddingDimensions, 1, 4096, nameof(options.EmbeddingDimensions));
        InRange(options.RecordedRequests, 0, int.MaxValue, nameof(options.RecordedRequests));
    }

    private static void InRange(int value, int least, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
