using Penstock.Contracts.Dialects;
using Penstock.Gateway.Snapshot.Settings;

namespace Penstock.Gateway.Snapshot;

/// <summary>What a name in <c>model</c> leads to, worked out when the snapshot is built.</summary>
internal sealed class Route
{
    /// <summary>The name callers use.</summary>
    public required string Name { get; init; }

    /// <summary>The app, or <see langword="null"/> when the name is a model's.</summary>
    public AppSettings? App { get; init; }

    /// <summary>The live release, or <see langword="null"/> without an app.</summary>
    public string? Release { get; init; }

    /// <summary>The version of the app's prompt, or <see langword="null"/> without one.</summary>
    public string? Prompt { get; init; }

    /// <summary>The first choice, then the fallbacks in order.</summary>
    public required Target[] Targets { get; init; }

    /// <summary>What the app adds to a request, in each dialect's words.</summary>
    public required AppDefaults OpenAi { get; init; }

    /// <inheritdoc cref="OpenAi"/>
    public required AppDefaults Anthropic { get; init; }

    public AppDefaults Defaults(Dialect dialect) => dialect is Dialect.OpenAi ? OpenAi : Anthropic;
}

/// <summary>What an app adds to a caller's request, as bytes ready to be spliced in.</summary>
/// <param name="System">The system prompt in the dialect's form (a message, or a text block), or empty.</param>
/// <param name="SystemString">The system prompt as a JSON string, or empty.</param>
/// <param name="Fields">Fields that fill in what the caller leaves out.</param>
internal sealed record AppDefaults(byte[] System, byte[] SystemString, DefaultField[] Fields)
{
    public static AppDefaults None { get; } = new([], [], []);
}

/// <summary>One field with its value.</summary>
/// <param name="Name">The name's UTF-8 bytes, unescaped.</param>
/// <param name="Alias">Another name that says the same thing (<c>max_tokens</c> for <c>max_completion_tokens</c>), or empty.</param>
/// <param name="Property">The whole property, <c>"name":value</c>.</param>
internal sealed record DefaultField(byte[] Name, byte[] Alias, byte[] Property);
