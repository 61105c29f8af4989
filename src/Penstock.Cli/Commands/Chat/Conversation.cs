using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Penstock.Cli.Output;

namespace Penstock.Cli.Commands.Chat;

/// <summary>Turns, each with all that was said before.</summary>
internal sealed class Conversation(ChatGateway gateway, Printer print)
{
    private static readonly JsonSerializerOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<ChatTurn> _turns = [];

    /// <summary>Reads turns until the input ends.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var terminal = print.Terminal;
        if (terminal.IsInteractive)
        {
            print.Say("Write a line and press Enter; Ctrl+D ends the conversation.");
        }

        while (true)
        {
            if (terminal.IsInteractive)
            {
                await terminal.Error.WriteAsync("> ".AsMemory(), cancellationToken);
            }

            if (await terminal.In.ReadLineAsync(cancellationToken) is not { } line)
            {
                return ExitCodes.Ok;
            }

            if (line.Trim().Length > 0 && await SayAsync(line, cancellationToken) is var code and not ExitCodes.Ok)
            {
                return code;
            }
        }
    }

    /// <summary>Says one thing and writes the answer as it comes.</summary>
    public async Task<int> SayAsync(string message, CancellationToken cancellationToken)
    {
        _turns.Add(new ChatTurn("user", message));
        var answer = await gateway.AskAsync(_turns, Write, cancellationToken);
        if (!print.WantsJson && answer.Text.Length > 0)
        {
            print.Terminal.Out.WriteLine();
        }

        if (answer.Fault is { } fault)
        {
            return print.Fail(fault);
        }

        _turns.Add(new ChatTurn("assistant", answer.Text));
        if (print.WantsJson)
        {
            print.Terminal.Out.WriteLine(new JsonObject
            {
                ["text"] = answer.Text,
                ["finish_reason"] = answer.FinishReason,
                ["trace"] = answer.Trace,
                ["model"] = answer.Model,
                ["release"] = answer.Release,
            }.ToJsonString(Line));
        }

        return ExitCodes.Ok;
    }

    private void Write(string piece)
    {
        if (!print.WantsJson)
        {
            print.Terminal.Out.Write(piece);
            print.Terminal.Out.Flush();
        }
    }
}
