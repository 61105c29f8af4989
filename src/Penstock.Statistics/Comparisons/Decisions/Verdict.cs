namespace Penstock.Statistics.Comparisons.Decisions;

/// <summary>What a comparison with a margin has shown. Three values, because too little data is neither good nor bad news.</summary>
public enum Verdict
{
    /// <summary>Nothing is shown yet: the interval reaches across a margin. The default, and never to be treated as a pass.</summary>
    Inconclusive,

    /// <summary>The claim holds: the whole interval lies on the right side.</summary>
    Pass,

    /// <summary>The opposite holds: the whole interval lies on the wrong side.</summary>
    Fail,
}
