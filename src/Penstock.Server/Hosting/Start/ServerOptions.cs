namespace Penstock.Server.Hosting.Start;

/// <summary>What one process was started with, checked.</summary>
internal sealed record ServerOptions
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public const int MinAdminKeyLength = 8;

    /// <summary>Where to listen; port 0 lets the system choose.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>The data folder, relative to the current one.</summary>
    public string Data { get; init; } = "./data";

    /// <summary>The configuration file, or <see langword="null"/> to use what was applied last, or the built-in one.</summary>
    public string? Config { get; init; }

    /// <summary>How long open streams may go on after a signal to stop: 0 to 3,600 s. Default 30 s.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The admin key, or <see langword="null"/> for the one in the data folder.</summary>
    public string? AdminKey { get; init; }

    /// <summary>Settings of .NET itself, such as <c>Logging:LogLevel:Default</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Settings { get; init; } = [];

    /// <summary>The value of a <c>${VARIABLE}</c> in the configuration, or <see langword="null"/> when it is not set.</summary>
    public Func<string, string?> Variables { get; init; } = Environment.GetEnvironmentVariable;
}
