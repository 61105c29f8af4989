using Microsoft.JSInterop;

namespace Penstock.Dashboard.Pages.Playground;

/// <summary>Where a run of the playground is.</summary>
public enum ChatPhase
{
    /// <summary>Nothing was sent yet.</summary>
    Idle,

    /// <summary>Sent, no token yet.</summary>
    Waiting,

    /// <summary>Tokens arrive.</summary>
    Streaming,

    /// <summary>The answer is complete.</summary>
    Complete,

    /// <summary>The reader stopped it.</summary>
    Stopped,

    /// <summary>An error came in place of an answer, or in the middle of one.</summary>
    Failed,
}

/// <summary>One call from the playground, as the browser tells it.</summary>
/// <param name="changed">Called after everything that the browser tells.</param>
public sealed class ChatRun(Func<Task> changed)
{
    /// <summary>Where the run is.</summary>
    public ChatPhase Phase { get; private set; } = ChatPhase.Waiting;

    /// <summary>Names the run in the browser.</summary>
    public string Id { get; } = Guid.CreateVersion7().ToString("N");

    /// <summary>The answer so far.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The reasoning so far, where the model shows it.</summary>
    public string Reasoning { get; private set; } = "";

    /// <summary>The error as a caller sees it, or what happened to the stream.</summary>
    public string? Error { get; private set; }

    /// <summary>The HTTP status, once there is one.</summary>
    public int? Status { get; private set; }

    /// <summary>The id of the trace.</summary>
    public string? Trace { get; private set; }

    /// <summary>The release that answered.</summary>
    public string? Release { get; private set; }

    /// <summary>The model that answered.</summary>
    public string? Model { get; private set; }

    /// <summary>Why the model stopped.</summary>
    public string? FinishReason { get; private set; }

    /// <summary>Time to the first token in milliseconds, as the browser saw it.</summary>
    public double? FirstTokenMs { get; private set; }

    /// <summary>Time since the call in milliseconds.</summary>
    public double? ElapsedMs { get; private set; }

    /// <summary>Tokens of input, as the answer says.</summary>
    public long? InputTokens { get; private set; }

    /// <summary>Tokens of output: pieces while they arrive, then as the answer says.</summary>
    public long OutputTokens { get; private set; }

    /// <summary>Whether tokens may still come.</summary>
    public bool IsRunning => Phase is ChatPhase.Waiting or ChatPhase.Streaming;

    /// <summary>Tokens per second after the first one.</summary>
    public double? TokensPerSecond =>
        FirstTokenMs is { } first && ElapsedMs > first + 1 && OutputTokens > 1 ? (OutputTokens - 1) * 1_000 / (ElapsedMs - first) : null;

    /// <summary>The headers came.</summary>
    /// <param name="opened">What they say.</param>
    [JSInvokable]
    public Task OpenedAsync(ChatOpened opened)
    {
        ArgumentNullException.ThrowIfNull(opened);
        (Status, Trace, Release, Model) = (opened.Status, opened.Trace, opened.Release, opened.Model);
        return changed();
    }

    /// <summary>A body came that is not a stream: an error.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    [JSInvokable]
    public Task AnsweredAsync(int status, string body)
    {
        (Phase, Status, Error) = (ChatPhase.Failed, status, ChatText.Pretty(body));
        return changed();
    }

    /// <summary>An error event came inside the stream.</summary>
    /// <param name="error">The event.</param>
    [JSInvokable]
    public Task RefusedAsync(string error)
    {
        (Phase, Error) = (ChatPhase.Failed, error);
        return changed();
    }

    /// <summary>Tokens came.</summary>
    /// <param name="progress">What is new.</param>
    [JSInvokable]
    public Task ProgressedAsync(ChatProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        Phase = Phase is ChatPhase.Waiting && progress.FirstTokenMs is not null ? ChatPhase.Streaming : Phase;
        Text += progress.Text;
        Reasoning += progress.Reasoning;
        (FirstTokenMs, ElapsedMs) = (progress.FirstTokenMs, progress.ElapsedMs);
        OutputTokens = Math.Max(OutputTokens, progress.Deltas);
        return changed();
    }

    /// <summary>The end of the answer told why it ended, or what it used.</summary>
    /// <param name="finishReason">Why the model stopped.</param>
    /// <param name="input">Tokens of input.</param>
    /// <param name="output">Tokens of output.</param>
    [JSInvokable]
    public Task CountedAsync(string? finishReason, long? input, long? output)
    {
        (FinishReason, InputTokens, OutputTokens) = (finishReason ?? FinishReason, input ?? InputTokens, output ?? OutputTokens);
        return changed();
    }

    /// <summary>The stream ended.</summary>
    /// <param name="whole">Whether it said that it is complete.</param>
    /// <param name="elapsedMs">Time since the call in milliseconds.</param>
    [JSInvokable]
    public Task ClosedAsync(bool whole, double elapsedMs)
    {
        ElapsedMs = elapsedMs;
        if (Phase is not ChatPhase.Failed)
        {
            Phase = whole ? ChatPhase.Complete : ChatPhase.Failed;
            Error = whole ? null : "The stream ended before it said that it is complete.";
        }

        return changed();
    }

    /// <summary>The call broke, or the reader stopped it.</summary>
    /// <param name="reason">The browser's words; <c>stopped</c> when the reader did it.</param>
    /// <param name="elapsedMs">Time since the call in milliseconds.</param>
    [JSInvokable]
    public Task BrokenAsync(string reason, double elapsedMs)
    {
        ElapsedMs = elapsedMs;
        (Phase, Error) = reason == "stopped" ? (ChatPhase.Stopped, null) : (ChatPhase.Failed, reason);
        return changed();
    }
}

/// <summary>What the headers of an answer say.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Trace">The id of the trace.</param>
/// <param name="Release">The release that answers.</param>
/// <param name="Model">The model that answers.</param>
public sealed record ChatOpened(int Status, string? Trace, string? Release, string? Model);

/// <summary>What came since the last time the browser told.</summary>
/// <param name="Text">New text.</param>
/// <param name="Reasoning">New reasoning.</param>
/// <param name="Deltas">Pieces of text so far.</param>
/// <param name="FirstTokenMs">Time to the first one in milliseconds.</param>
/// <param name="ElapsedMs">Time since the call in milliseconds.</param>
public sealed record ChatProgress(string Text, string Reasoning, long Deltas, double? FirstTokenMs, double ElapsedMs);
