namespace Penstock.Gateway.Record;

/// <summary>How one attempt, or a whole exchange, ended.</summary>
public enum AttemptStatus
{
    /// <summary>A complete answer.</summary>
    Succeeded,

    /// <summary>The provider, or Penstock on its behalf, answered with an error.</summary>
    Failed,

    /// <summary>The caller went away.</summary>
    Aborted,

    /// <summary>The answer ended, stalled or broke after its first token.</summary>
    Cut,

    /// <summary>Refused before any attempt: a limit, a bad request, an unknown model.</summary>
    Refused,

    /// <summary>The process ended while the attempt was under way; tokens are an estimate.</summary>
    Interrupted,
}
