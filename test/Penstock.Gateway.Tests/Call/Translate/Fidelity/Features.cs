namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>The rows of the fidelity matrix, in the order of the document.</summary>
internal static class Features
{
    public static IReadOnlyList<Feature> All { get; } =
    [
        .. ConversationFeatures.All,
        .. ToolCallFeatures.All,
        .. ToolResultFeatures.All,
        .. MediaFeatures.All,
        .. FormatFeatures.All,
        .. ThinkingFeatures.All,
        .. SamplingFeatures.All,
        .. VendorFeatures.All,
        .. AnswerFeatures.All,
    ];
}
