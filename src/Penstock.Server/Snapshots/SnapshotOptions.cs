namespace Penstock.Server.Snapshots;

/// <summary>What the process was started with, as far as the snapshot goes.</summary>
internal sealed record SnapshotOptions
{
    /// <summary>The file of <c>--config</c>, or <see langword="null"/>.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>How long the file may take to open. Default 5 s.</summary>
    public TimeSpan OpenWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The value of a variable in a document, or <see langword="null"/> when it is not set.</summary>
    public Func<string, string?> Variables { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>How often the file is looked at. A change is taken once two looks saw the same, so it is live within twice this. Default 200 ms.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(200);
}

/// <summary>What the built-in document needs to know about this process.</summary>
/// <param name="SimulatorUrl">The base URL of the simulated provider, <c>/v1</c> included.</param>
/// <param name="DemoSecret">The secret of the key <c>demo</c>.</param>
internal sealed record BuiltInValues(Uri SimulatorUrl, string DemoSecret);
