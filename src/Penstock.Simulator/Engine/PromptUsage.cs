namespace Penstock.Simulator.Engine;

/// <summary>What a prompt costs.</summary>
/// <param name="Tokens">All tokens of the prompt.</param>
/// <param name="Cached">The part read from the prefix cache.</param>
/// <param name="CacheWrite">The part reported as newly written to it.</param>
internal readonly record struct PromptUsage(int Tokens, int Cached, int CacheWrite);
