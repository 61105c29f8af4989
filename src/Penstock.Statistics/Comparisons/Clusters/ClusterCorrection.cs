namespace Penstock.Statistics.Comparisons.Clusters;

/// <summary>How a cluster-robust variance and its degrees of freedom allow for few clusters, and for clusters of unequal size.</summary>
public enum ClusterCorrection
{
    /// <summary>
    /// CR1: the factor C/(C − 1) and C − 1 degrees of freedom, as most software for evaluations has it (Cameron and Miller 2015). For
    /// clusters of one size or many of them; wrong too often where sizes are unequal and clusters few.
    /// </summary>
    Cr1,

    /// <summary>
    /// CR2: each cluster's residuals divided by √(1 − its share of the values), with Satterthwaite degrees of freedom as if values were
    /// independent (Bell and McCaffrey 2002; Pustejovsky and Tipton 2018). What clubSandwich for R gives, to compare with.
    /// </summary>
    Cr2,

    /// <summary>
    /// CR2 with degrees of freedom for values that are as alike within a cluster as the data show (Imbens and Kolesár 2016). The one to decide by
    /// where clusters are few or of unequal size.
    /// </summary>
    Cr2ImbensKolesar,
}
