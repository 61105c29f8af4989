using System.CommandLine;
using Penstock.Simulator.Faults;

namespace Penstock.Simulator.Commands;

/// <summary><c>penstock-sim serve</c>: runs a fleet until it is told to stop.</summary>
internal sealed class ServeCommand : Command
{
    private readonly Option<int> _engines = new("--engines")
    {
        Description = "How many engines.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "Port of the first engine; the others count up. 0: any.",
        DefaultValueFactory = _ => 9001,
    };

    private readonly Option<string> _preset = new Option<string>("--preset")
    {
        Description = "Timing to start from.",
        DefaultValueFactory = _ => "fast",
    }.AcceptOnlyFromAmong("fast", "realistic");

    private readonly Option<TimeSpan?> _firstToken =
        CommandOptions.Duration("--ttft", "Time to first token, such as 50ms.");

    private readonly Option<TimeSpan?> _perToken =
        CommandOptions.Duration("--tpot", "Time per output token, such as 10ms.");

    private readonly Option<TimeSpan?> _prefill =
        CommandOptions.Duration("--prefill", "Time per uncached prompt token, such as 0.05ms.");

    private readonly Option<int> _sequences = new("--max-sequences")
    {
        Description = "Sequences an engine works on at once.",
        DefaultValueFactory = _ => 4096,
    };

    private readonly Option<int> _window = new("--context-window")
    {
        Description = "Largest prompt and answer in tokens.",
        DefaultValueFactory = _ => 1_048_576,
    };

    private readonly Option<int?> _answer = new("--answer-tokens")
    {
        Description = "Length of answers that nothing else limits.",
    };

    private readonly Option<string?> _key = new("--api-key") { Description = "The key callers must send." };
    private readonly Option<string[]> _faults = new("--fault")
    {
        Description = "A fault in force from the start, such as status-503-times-10. Repeatable.",
        DefaultValueFactory = _ => [],
    };

    public ServeCommand()
        : base("serve", "Runs simulated engines on 127.0.0.1 until stopped.")
    {
        Option[] all =
        [
            _engines, _port, _preset, _firstToken, _perToken, _prefill,
            _sequences, _window, _answer, _key, _faults,
        ];
        foreach (var option in all)
        {
            Options.Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        try
        {
            await using var fleet = await SimulatedFleet.StartAsync(Read(arguments), cancellationToken);
            foreach (var engine in fleet.Engines)
            {
                await Console.Out.WriteLineAsync($"simulated engine listening on {engine.BaseUrl}");
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return ExitCodes.Done;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            await Console.Error.WriteLineAsync($"penstock-sim: {exception.Message}");
            return ExitCodes.Failed;
        }
    }

    private FleetOptions Read(ParseResult arguments)
    {
        var preset = arguments.GetValue(_preset) == "realistic" ? EngineTiming.Realistic : EngineTiming.Fast;
        return new FleetOptions
        {
            Engines = arguments.GetValue(_engines),
            BasePort = arguments.GetValue(_port),
            MaxSequences = arguments.GetValue(_sequences),
            ContextWindow = arguments.GetValue(_window),
            AnswerTokens = arguments.GetValue(_answer),
            ApiKey = arguments.GetValue(_key),
            Faults = [.. arguments.GetValue(_faults)!.Select(fault => new ScheduledFault { Fault = fault })],
            Timing = new EngineTiming
            {
                FirstToken = arguments.GetValue(_firstToken) ?? preset.FirstToken,
                PerToken = arguments.GetValue(_perToken) ?? preset.PerToken,
                PrefillPerToken = arguments.GetValue(_prefill) ?? preset.PrefillPerToken,
            },
        };
    }
}
