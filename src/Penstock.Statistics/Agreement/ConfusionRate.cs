namespace Penstock.Statistics.Agreement;

/// <summary>A rate of a binary confusion matrix that is a share of counted items, and so has a binomial interval.</summary>
public enum ConfusionRate
{
    /// <summary>Right verdicts among all.</summary>
    Accuracy,

    /// <summary>Found positives among true positives and misses: recall, true positive rate.</summary>
    Sensitivity,

    /// <summary>Recognised negatives among all negatives: true negative rate.</summary>
    Specificity,

    /// <summary>True positives among everything called positive: positive predictive value.</summary>
    Precision,
}
