namespace Penstock.Gateway.Call;

/// <summary>What an attempt is waiting for, and so which deadline ends it.</summary>
internal enum AttemptPhase
{
    /// <summary>For the first token of a stream.</summary>
    FirstToken,

    /// <summary>For the whole answer.</summary>
    Answer,

    /// <summary>For the next piece.</summary>
    Stall,

    /// <summary>For nothing but the end of the exchange.</summary>
    Total,
}
