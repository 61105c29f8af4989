namespace Penstock.Gateway.Record;

/// <summary>The OpenTelemetry names Penstock uses for generative AI, in one released version.</summary>
/// <remarks>
/// The conventions are still in development and rename things between releases. All names stand here and nowhere
/// else, so that moving to another release is one change, and a test compares them with the release's own list.
/// </remarks>
internal static class GenAiNames
{
    /// <summary>The release of the semantic conventions these names are from.</summary>
    public const string Release = "1.41.1";

    public const string OperationName = "gen_ai.operation.name";
    public const string ProviderName = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string RequestStream = "gen_ai.request.stream";
    public const string ResponseFinishReasons = "gen_ai.response.finish_reasons";
    public const string ResponseId = "gen_ai.response.id";
    public const string ResponseModel = "gen_ai.response.model";
    public const string ResponseTimeToFirstChunk = "gen_ai.response.time_to_first_chunk";
    public const string TokenType = "gen_ai.token.type";
    public const string UsageCacheCreation = "gen_ai.usage.cache_creation.input_tokens";
    public const string UsageCacheRead = "gen_ai.usage.cache_read.input_tokens";
    public const string UsageInput = "gen_ai.usage.input_tokens";
    public const string UsageOutput = "gen_ai.usage.output_tokens";
    public const string UsageReasoning = "gen_ai.usage.reasoning.output_tokens";

    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string HttpStatus = "http.response.status_code";

    public const string Input = "input";
    public const string Output = "output";

    public const string ClientOperationDuration = "gen_ai.client.operation.duration";
    public const string ClientTimePerOutputChunk = "gen_ai.client.operation.time_per_output_chunk";
    public const string ClientTimeToFirstChunk = "gen_ai.client.operation.time_to_first_chunk";
    public const string ClientTokenUsage = "gen_ai.client.token.usage";
    public const string ServerRequestDuration = "gen_ai.server.request.duration";
    public const string ServerTimePerOutputToken = "gen_ai.server.time_per_output_token";
    public const string ServerTimeToFirstToken = "gen_ai.server.time_to_first_token";

    public static readonly double[] DurationBuckets =
        [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

    public static readonly double[] FirstTokenBuckets =
        [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0];

    public static readonly double[] PerTokenBuckets = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5];

    public static readonly long[] TokenBuckets =
        [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];
}
