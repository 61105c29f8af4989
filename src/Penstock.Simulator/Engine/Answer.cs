namespace Penstock.Simulator.Engine;

/// <summary>Why an answer ended.</summary>
internal enum Finish
{
    Stop,
    StopSequence,
    Length,
    ToolCalls,
    Filtered,
}

/// <summary>A call of a tool. Its name counts one token, its arguments one per word.</summary>
internal sealed record ToolCall(string Id, string Name, AnswerText Arguments)
{
    public int Tokens => 1 + Arguments.Count;
}

/// <summary>One complete answer.</summary>
internal sealed record Answer(
    AnswerText Reasoning, AnswerText Text, IReadOnlyList<ToolCall> Tools, Finish Finish, string? StopSequence)
{
    public int Tokens => Reasoning.Count + Text.Count + Tools.Sum(tool => tool.Tokens);
}

/// <summary>Everything a dialect needs to write an answer down.</summary>
internal sealed record Reply(
    string Id, DateTimeOffset Created, ModelEntry Model, EngineRequest Request, Answer[] Answers, PromptUsage Prompt)
{
    /// <summary>False makes the provider forget to report usage.</summary>
    public bool ReportsUsage { get; init; } = true;

    public int CompletionTokens { get; } = Answers.Sum(answer => answer.Tokens);

    public int ReasoningTokens { get; } = Answers.Sum(answer => answer.Reasoning.Count);
}
