namespace Penstock.Simulator.Engine;

/// <summary>The counts of one model at one engine.</summary>
internal sealed class ServedCounter
{
    private long _requests;
    private long _answered;
    private long _aborted;
    private long _failed;
    private long _prompt;
    private long _cached;
    private long _written;
    private long _completion;
    private long _reasoning;

    public void Arrive() => Interlocked.Increment(ref _requests);

    public void Prompt(PromptUsage usage)
    {
        Interlocked.Add(ref _prompt, usage.Tokens);
        Interlocked.Add(ref _cached, usage.Cached);
        Interlocked.Add(ref _written, usage.CacheWrite);
    }

    public void Send(int tokens, int reasoning)
    {
        Interlocked.Add(ref _completion, tokens);
        Interlocked.Add(ref _reasoning, reasoning);
    }

    public void End(RequestEnd end)
    {
        switch (end)
        {
            case RequestEnd.Answered:
                Interlocked.Increment(ref _answered);
                break;
            case RequestEnd.Abandoned:
                Interlocked.Increment(ref _aborted);
                break;
            case RequestEnd.Refused or RequestEnd.Broken:
                Interlocked.Increment(ref _failed);
                break;
        }
    }

    public ServedTotals Read() => new()
    {
        Requests = Volatile.Read(ref _requests),
        Answered = Volatile.Read(ref _answered),
        Aborted = Volatile.Read(ref _aborted),
        Failed = Volatile.Read(ref _failed),
        PromptTokens = Volatile.Read(ref _prompt),
        CachedTokens = Volatile.Read(ref _cached),
        CacheWriteTokens = Volatile.Read(ref _written),
        CompletionTokens = Volatile.Read(ref _completion),
        ReasoningTokens = Volatile.Read(ref _reasoning),
    };
}
