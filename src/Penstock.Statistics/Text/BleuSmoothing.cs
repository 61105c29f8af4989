namespace Penstock.Statistics.Text;

/// <summary>What becomes of a precision without a single match, which would make the geometric mean 0. Names as in sacrebleu; Chen and Cherry (2014) number them.</summary>
public enum BleuSmoothing
{
    /// <summary>Nothing: the score is 0, as in the paper. For a corpus.</summary>
    None,

    /// <summary>The k-th empty precision becomes 1 / (2^k · total): sacrebleu's default "exp" (method 3).</summary>
    Exponential,

    /// <summary>0.1 matches instead of none: "floor" (method 1).</summary>
    Floor,

    /// <summary>One match and one run more for all lengths from 2: "add-k" with k = 1 (method 2).</summary>
    AddOne,
}
