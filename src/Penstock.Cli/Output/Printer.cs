using System.Text.Encodings.Web;
using System.Text.Json;
using Penstock.Cli.Session;
using Penstock.Contracts.Admin;
using Penstock.Contracts.Faults;
using Spectre.Console;

namespace Penstock.Cli.Output;

/// <summary>Writes results to standard output, as JSON or drawn for people, and messages to standard error.</summary>
internal sealed class Printer
{
    // Wide enough that nothing is cut or wrapped in a file or a pipe.
    private const int PipeWidth = 1_000;

    private static readonly JsonSerializerOptions Json = CreateJson();

    private readonly Terminal _terminal;

    public Printer(Terminal terminal, bool wantsJson)
    {
        _terminal = terminal;
        WantsJson = wantsJson;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Out),
            Ansi = terminal.IsScreen ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal.IsScreen && string.IsNullOrEmpty(terminal.Variables("NO_COLOR"))
                ? ColorSystemSupport.Detect
                : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!terminal.IsScreen)
        {
            Console.Profile.Width = PipeWidth;
        }
    }

    public bool WantsJson { get; }

    /// <summary>The screen for people.</summary>
    public IAnsiConsole Console { get; }

    public Terminal Terminal => _terminal;

    /// <summary>Writes a result, or why there is none.</summary>
    /// <param name="outcome">What the server answered.</param>
    /// <param name="draw">Draws it for people.</param>
    public int Show<T>(Outcome<T> outcome, Action<T, IAnsiConsole> draw)
        where T : notnull
    {
        if (!outcome.IsOk)
        {
            return Fail(outcome.Fault);
        }

        Show(outcome.Value, draw);
        return ExitCodes.Ok;
    }

    public void Show<T>(T value, Action<T, IAnsiConsole> draw)
        where T : notnull
    {
        if (WantsJson)
        {
            _terminal.Out.WriteLine(JsonSerializer.Serialize(value, Json.GetTypeInfo(typeof(T))));
        }
        else
        {
            draw(value, Console);
        }
    }

    public int Fail(Fault fault)
    {
        Say(fault.Param is null ? fault.Detail : $"{fault.Param}: {fault.Detail}");
        if (fault.RetryAfter is { } wait)
        {
            Say($"Try again in {Math.Ceiling(wait.TotalSeconds):0} s.");
        }

        return ExitCodes.Of(fault.Code);
    }

    public void Say(string message) => _terminal.Error.WriteLine(message);

    private static JsonSerializerOptions CreateJson()
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = true,

            // Read by machines and people, never put into a page.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        AdminJson.Apply(options);
        return options;
    }
}
