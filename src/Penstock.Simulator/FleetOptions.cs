using Microsoft.Extensions.Logging.Abstractions;
using Penstock.Simulator.Faults;

namespace Penstock.Simulator;

/// <summary>What a simulated fleet looks like. Every engine of a fleet is alike.</summary>
public sealed record FleetOptions
{
    /// <summary>How many engines, each with a listener of its own: 1 to 1,000.</summary>
    public int Engines { get; init; } = 1;

    /// <summary>The port of the first engine; the others count up from it. 0 lets the system choose every port.</summary>
    public int BasePort { get; init; }

    /// <summary>How long the engines take. The default answers without delay.</summary>
    public EngineTiming Timing { get; init; } = EngineTiming.Fast;

    /// <summary>How many sequences one engine works on at once; more wait in order of arrival. At least 1.</summary>
    public int MaxSequences { get; init; } = 4096;

    /// <summary>Capacity of one engine's prefix cache in blocks of 16 tokens; 0 turns the cache off.</summary>
    public int PrefixCacheBlocks { get; init; } = 65_536;

    /// <summary>The largest prompt plus answer in tokens; longer prompts are refused as vendors do. At least 1.</summary>
    public int ContextWindow { get; init; } = 1_048_576;

    /// <summary>Tokens of an answer that nothing else limits; <see langword="null"/>: 16 to 47, by the prompt.</summary>
    public int? AnswerTokens { get; init; }

    /// <summary>Dimensions of an embedding where the request names none: 1 to 4,096.</summary>
    public int EmbeddingDimensions { get; init; } = 256;

    /// <summary>The key callers must send, or <see langword="null"/> to accept any and none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The names <c>GET /v1/models</c> lists. Any other name is answered too.</summary>
    public IReadOnlyList<string> Models { get; init; } = ["sim-small", "sim-large", "sim-reason", "sim-embed"];

    /// <summary>Faults every engine starts with.</summary>
    public IReadOnlyList<ScheduledFault> Faults { get; init; } = [];

    /// <summary>How many recent requests each engine keeps with headers and body; 0 keeps none.</summary>
    public int RecordedRequests { get; init; }

    /// <summary>Where the listeners log; the default logs nowhere.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock of every delay and timestamp.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
