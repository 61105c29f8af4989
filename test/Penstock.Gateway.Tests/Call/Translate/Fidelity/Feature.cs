using Penstock.Contracts.Dialects;

namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>One thing a caller can ask for or see, and how to tell that it crossed over.</summary>
/// <param name="Name">The row's name in the document.</param>
internal sealed record Feature(string Name)
{
    /// <summary>Fields of a chat completion request; <see langword="null"/> where the dialect has no such thing.</summary>
    public string? OpenAi { get; init; }

    /// <summary>Fields of a messages request; <see langword="null"/> where the dialect has no such thing.</summary>
    public string? Anthropic { get; init; }

    /// <summary>What an OpenAI provider must have been sent.</summary>
    public string SeenByOpenAi { get; init; } = "";

    /// <summary>What an Anthropic provider must have been sent.</summary>
    public string SeenByAnthropic { get; init; } = "";

    /// <summary>What an OpenAI caller must have been answered.</summary>
    public string OpenAiAnswer { get; init; } = "";

    /// <summary>What an Anthropic caller must have been answered.</summary>
    public string AnthropicAnswer { get; init; } = "";

    /// <summary>Said about a chat completion that an Anthropic provider answers: why something is left out or changed.</summary>
    public string OverAnthropic { get; init; } = "";

    /// <summary>Said about a message that an OpenAI provider answers.</summary>
    public string OverOpenAi { get; init; } = "";

    /// <summary>The simulated model, faults included.</summary>
    public string Model { get; init; } = "sim-small";

    /// <summary>Whether the answer is an error, which the gateway writes itself in every pair.</summary>
    public bool Fails { get; init; }

    /// <summary>Whether only the second of two equal requests shows it.</summary>
    public bool Twice { get; init; }

    public string? Request(Dialect caller) => caller == Dialect.OpenAi ? OpenAi : Anthropic;

    public string Seen(Dialect provider) => provider == Dialect.OpenAi ? SeenByOpenAi : SeenByAnthropic;

    public string Answer(Dialect caller) => caller == Dialect.OpenAi ? OpenAiAnswer : AnthropicAnswer;

    public string Remark(Dialect caller) => caller == Dialect.OpenAi ? OverAnthropic : OverOpenAi;
}
