namespace Penstock.Statistics.Tests.Honesty;

/// <summary>What a method promises about how often it is wrong.</summary>
internal enum Promise
{
    /// <summary>Wrong as often as its level says: the rate is within 3 standard errors of it, on both sides.</summary>
    Exact,

    /// <summary>Never wrong more often than its level says: the rate is at most the level plus 3 standard errors.</summary>
    AtMost,

    /// <summary>Wrong as often as an enumeration of every outcome says, which is not the level: the rate is within 3 standard errors of that.</summary>
    Enumerated,

    /// <summary>Wrong more often than its level says: the setting that the documentation warns of. The rate is above the level plus 3 standard errors.</summary>
    Broken,
}
