namespace Penstock.Simulator.Replay;

/// <summary>One request of a recorded trace.</summary>
/// <param name="At">When it arrived, counted from the trace's first request.</param>
/// <param name="PromptTokens">The length of its prompt: at least 1.</param>
/// <param name="AnswerTokens">The length of its answer: at least 1.</param>
internal readonly record struct TracePoint(TimeSpan At, int PromptTokens, int AnswerTokens);
