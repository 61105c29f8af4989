namespace Penstock.Simulator.Commands;

/// <summary>What <c>penstock-sim</c> tells the shell.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>It could not do what it was asked for.</summary>
    public const int Failed = 1;

    /// <summary>A replayed request was not answered, or callers were told other totals than were served.</summary>
    public const int Differs = 2;
}
