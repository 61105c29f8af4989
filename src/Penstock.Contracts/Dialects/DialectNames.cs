namespace Penstock.Contracts.Dialects;

/// <summary>The names of dialects and operations as they stand in configuration, JSON, metrics and pages.</summary>
public static class DialectNames
{
    /// <summary><c>openai</c> or <c>anthropic</c>.</summary>
    /// <param name="dialect">The dialect.</param>
    public static string Name(this Dialect dialect) => dialect switch
    {
        Dialect.OpenAi => "openai",
        Dialect.Anthropic => "anthropic",
    };

    /// <summary><c>chat</c> or <c>embeddings</c>, which are also the OpenTelemetry operation names.</summary>
    /// <param name="operation">The operation.</param>
    public static string Name(this Operation operation) => operation switch
    {
        Operation.Chat => "chat",
        Operation.Embeddings => "embeddings",
    };
}
