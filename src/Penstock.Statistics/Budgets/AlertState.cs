namespace Penstock.Statistics.Budgets;

/// <summary>What a rule says.</summary>
public enum AlertState
{
    /// <summary>The budget does not burn so fast, as far as can be told.</summary>
    Quiet,

    /// <summary>The budget burns faster than the factor in both windows.</summary>
    Firing,

    /// <summary>Too few events, or none in the short window: keep the state of before, as a missing measurement is no good news.</summary>
    NotEnoughData,
}
