namespace Penstock.Statistics.Comparisons.Clusters;

/// <summary>What is to be known of a correction beside its numbers.</summary>
internal static class ClusterCorrections
{
    /// <summary>As it stands in the name of a method.</summary>
    public static string Name(this ClusterCorrection correction) => correction switch
    {
        ClusterCorrection.Cr1 => "CR1",
        ClusterCorrection.Cr2 => "CR2",
        ClusterCorrection.Cr2ImbensKolesar => "CR2, Imbens-Kolesár",
        _ => throw new ArgumentOutOfRangeException(nameof(correction), correction, "Must be Cr1, Cr2 or Cr2ImbensKolesar."),
    };
}
