namespace Penstock.Dashboard.Formatting;

/// <summary>What the words of the API mean to a reader: their colour, and what happened.</summary>
internal static class Words
{
    public static string Tone(string status) => status switch
    {
        "succeeded" or "healthy" => "badge-good",
        "failed" or "cut" or "failing" => "badge-bad",
        "aborted" or "refused" or "interrupted" => "badge-warn",
        _ => "",
    };

    public static string Explain(string status) => status switch
    {
        "succeeded" => "The answer was complete.",
        "failed" => "No provider could answer.",
        "cut" => "The answer ended, stalled or broke after its first token. The caller was told.",
        "aborted" => "The caller went away before the answer was complete. What was used is paid for.",
        "refused" => "Penstock refused the request before any provider was asked.",
        "interrupted" => "The process ended while the answer was under way. The tokens are an estimate.",
        _ => status,
    };

    public static string Counted(string noun, long count) => count == 1 ? $"1 {noun}" : $"{Figures.Count(count)} {noun}s";
}
