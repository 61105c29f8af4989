using System.CommandLine;
using System.Text.Json;
using Penstock.Simulator.Hosting;
using Penstock.Simulator.Replay;

namespace Penstock.Simulator.Commands;

/// <summary><c>penstock-sim replay</c>: sends a recorded trace and checks what came back.</summary>
internal sealed class ReplayCommand : Command
{
    private readonly Option<FileInfo> _trace = new Option<FileInfo>("--trace")
    {
        Description = "CSV file: TIMESTAMP,ContextTokens,GeneratedTokens.",
        Required = true,
    }.AcceptExistingOnly();

    private readonly Option<Uri[]> _url =
        CommandOptions.Urls("--url", "Base URL to send to, such as http://127.0.0.1:5080/v1.");

    private readonly Option<string?> _key = new("--key") { Description = "The key to send." };
    private readonly Option<string> _model = new("--model")
    {
        Description = "The app or model to name.",
        DefaultValueFactory = _ => "sim-small",
    };

    private readonly Option<double> _speed = new("--speed")
    {
        Description = "How many times faster than recorded.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<TimeSpan?> _window =
        CommandOptions.Duration("--duration", "How much of the trace, in its own time, such as 30m. Default: all.");

    private readonly Option<bool> _stream = new("--stream") { Description = "Ask for streamed answers." };
    private readonly Option<string> _dialect = new Option<string>("--dialect")
    {
        Description = "The dialect to speak.",
        DefaultValueFactory = _ => "openai",
    }.AcceptOnlyFromAmong("openai", "anthropic");

    private readonly Option<int> _shared = new("--shared-prefix")
    {
        Description = "How many leading tokens all prompts share.",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<TimeSpan?> _deadline =
        CommandOptions.Duration("--deadline", "How long one request may take. Default: 5m.");

    private readonly Option<Uri[]> _served =
        CommandOptions.Urls("--served", "Engines whose totals are compared with the answers' usage.");

    private readonly Option<string> _output = new Option<string>("--output")
    {
        Description = "text or json.",
        DefaultValueFactory = _ => "text",
    }.AcceptOnlyFromAmong("text", "json");

    private readonly TextWriter _answers;
    private readonly TextWriter _progress;

    public ReplayCommand(TextWriter answers, TextWriter progress)
        : base("replay", "Replays a recorded traffic trace open loop and reports what came back.")
    {
        (_answers, _progress) = (answers, progress);
        Option[] all =
        [
            _trace, _url, _key, _model, _speed, _window,
            _stream, _dialect, _shared, _deadline, _served, _output,
        ];
        foreach (var option in all)
        {
            Options.Add(option);
        }

        _url.Required = true;
        _url.DefaultValueFactory = null;
        Validators.Add(result =>
        {
            if (result.GetValue(_speed) <= 0)
            {
                result.AddError("--speed must be above 0.");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = Read(arguments);
        try
        {
            var report = await ReplayAsync(options, cancellationToken);
            await _answers.WriteLineAsync(
                arguments.GetValue(_output) == "json"
                    ? JsonSerializer.Serialize(report, SimulatorJson.Default.ReplayReport)
                    : ReplayText.Write(report));
            return report.Failed > 0 || report.Served is { IsEqual: false } ? ExitCodes.Differs : ExitCodes.Done;
        }
        catch (Exception exception) when (
            exception is FormatException or IOException or HttpRequestException or OperationCanceledException)
        {
            await _progress.WriteLineAsync($"penstock-sim: {exception.Message}");
            return ExitCodes.Failed;
        }
    }

    private async Task<ReplayReport> ReplayAsync(ReplayOptions options, CancellationToken cancellationToken)
    {
        var points = await TraceReader.ReadAsync(options.Trace, options.Window, cancellationToken);
        var before = await ServedQuery.SumAsync(options.Served, cancellationToken);
        using var run = new ReplayRun(options, TimeProvider.System, _progress);
        var report = await run.RunAsync(points, cancellationToken);
        var after = await ServedQuery.SumAsync(options.Served, cancellationToken);
        return options.Served.Count == 0 ? report : report with { Served = ServedComparison.Of(report, before, after) };
    }

    private ReplayOptions Read(ParseResult arguments) => new()
    {
        Trace = arguments.GetValue(_trace)!.FullName,
        Url = arguments.GetValue(_url)![0],
        Key = arguments.GetValue(_key),
        Model = arguments.GetValue(_model)!,
        Speed = arguments.GetValue(_speed),
        Window = arguments.GetValue(_window) ?? TimeSpan.MaxValue,
        Stream = arguments.GetValue(_stream),
        IsAnthropic = arguments.GetValue(_dialect) == "anthropic",
        SharedPrefix = arguments.GetValue(_shared),
        Deadline = arguments.GetValue(_deadline) ?? TimeSpan.FromMinutes(5),
        Served = arguments.GetValue(_served)!,
    };
}
