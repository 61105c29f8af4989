namespace Penstock.Statistics.Agreement;

/// <summary>What the numbers of a rating mean, and so how far apart two ratings are.</summary>
public enum MeasurementScale
{
    /// <summary>Names without order: two ratings are equal or not.</summary>
    Nominal,

    /// <summary>Ordered grades of unknown spacing: the distance grows with the number of ratings that lie between the two.</summary>
    Ordinal,

    /// <summary>Equal steps, arbitrary zero: the squared difference.</summary>
    Interval,

    /// <summary>Amounts with a true zero, none negative: the squared difference relative to the sum.</summary>
    Ratio,
}
