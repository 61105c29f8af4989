using Penstock.Bench.Systems;

namespace Penstock.Bench.Scenarios;

/// <summary>What a person asked for on the command line.</summary>
internal sealed record RunOptions
{
    public string Scenario { get; init; } = "all";

    public int Rounds { get; init; } = 5;

    /// <summary>Length of one measurement.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Load before the first round, so that no system is measured while it still compiles itself.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Requests per second of the open loop.</summary>
    public double Rate { get; init; } = 300;

    public int Streams { get; init; } = 500;

    public TimeSpan MemoryDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The server measured as Penstock: another build, to compare two. Null: this checkout's.</summary>
    public string? Server { get; init; }

    /// <summary>Keep measurements that other processes disturbed. For trying things out; such figures are not published.</summary>
    public bool KeepDisturbed { get; init; }

    public IReadOnlySet<string> Systems { get; init; } = SystemNames.All.ToHashSet();

    public static RunOptions Parse(string[] arguments)
    {
        var options = new RunOptions();
        for (var index = 0; index < arguments.Length; index++)
        {
            var name = arguments[index];
            if (!name.StartsWith("--", StringComparison.Ordinal))
            {
                options = options with { Scenario = name };
            }
            else if (name == "--keep-disturbed")
            {
                options = options with { KeepDisturbed = true };
            }
            else if (++index < arguments.Length)
            {
                options = options.With(name, arguments[index]);
            }
            else
            {
                throw new ArgumentException($"{name} wants a value.");
            }
        }

        return options;
    }

    private RunOptions With(string name, string value) => name switch
    {
        "--rounds" => this with { Rounds = int.Parse(value) },
        "--seconds" => this with { Duration = TimeSpan.FromSeconds(double.Parse(value)) },
        "--warm-up" => this with { WarmUp = TimeSpan.FromSeconds(double.Parse(value)) },
        "--rate" => this with { Rate = double.Parse(value) },
        "--streams" => this with { Streams = int.Parse(value) },
        "--memory-seconds" => this with { MemoryDuration = TimeSpan.FromSeconds(double.Parse(value)) },
        "--server" => this with { Server = Path.GetFullPath(value) },
        "--systems" => this with { Systems = Named(value) },
        _ => throw new ArgumentException($"No option {name}."),
    };

    private static HashSet<string> Named(string list)
    {
        var wanted = list.Split(',');
        return [.. SystemNames.All.Where(name => wanted.Contains(name, StringComparer.OrdinalIgnoreCase))];
    }
}
