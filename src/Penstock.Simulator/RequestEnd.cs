namespace Penstock.Simulator;

/// <summary>How an engine's work on a request ended.</summary>
public enum RequestEnd
{
    /// <summary>The answer was sent to its end.</summary>
    Answered,

    /// <summary>An error status was sent.</summary>
    Refused,

    /// <summary>A scripted fault broke the answer off.</summary>
    Broken,

    /// <summary>The peer went away before the end.</summary>
    Abandoned,
}
