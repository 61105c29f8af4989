namespace Penstock.Dashboard.Pages.Playground;

/// <summary>What a person types into the playground.</summary>
public sealed class ChatForm
{
    /// <summary>The app or model.</summary>
    public string? Model { get; set; }

    /// <summary>The secret of a data plane key. It goes from the browser to <c>/v1</c> and is kept nowhere.</summary>
    public string? Key { get; set; } = "";

    /// <summary>The system message; empty for none.</summary>
    public string? System { get; set; } = "";

    /// <summary>The user message.</summary>
    public string? User { get; set; } = "Explain in two sentences what a penstock is.";

    /// <summary>The temperature; empty for the app's own.</summary>
    public string? Temperature { get; set; } = "";

    /// <summary>The most tokens of output; empty for the app's own.</summary>
    public string? MaxTokens { get; set; } = "";

    /// <summary>What is wrong with the form, or <see langword="null"/>.</summary>
    public string? Mistake =>
        string.IsNullOrEmpty(Model) ? "Choose an app or a model."
        : string.IsNullOrWhiteSpace(Key) ? "Paste a key, or create a temporary one."
        : string.IsNullOrWhiteSpace(User) ? "Write a message."
        : !string.IsNullOrWhiteSpace(Temperature) && !decimal.TryParse(Temperature, out _) ? "The temperature is a number, or empty."
        : !string.IsNullOrWhiteSpace(MaxTokens) && !long.TryParse(MaxTokens, out _) ? "The most tokens are a whole number, or empty."
        : null;
}
