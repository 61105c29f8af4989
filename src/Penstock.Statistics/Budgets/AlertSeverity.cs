namespace Penstock.Statistics.Budgets;

/// <summary>Who must act on an alert, and when.</summary>
public enum AlertSeverity
{
    /// <summary>Someone must act now.</summary>
    Page,

    /// <summary>Someone must act on a working day.</summary>
    Ticket,
}
