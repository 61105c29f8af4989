namespace Penstock.Statistics;

/// <summary>The direction in which a test looks for evidence against its null hypothesis.</summary>
public enum Alternative
{
    /// <summary>The quantity differs from the null value in either direction.</summary>
    TwoSided,

    /// <summary>The quantity is smaller than the null value.</summary>
    Less,

    /// <summary>The quantity is greater than the null value.</summary>
    Greater,
}
