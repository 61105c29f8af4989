namespace Penstock.Statistics.Drift.Detectors;

/// <summary>Refuses a saved state that no sequence of observations leads to.</summary>
internal static class SavedState
{
    private const double Largest = 1e250;

    public static void Require(bool holds, string name, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"No detector can be in this state: {rule}.", name);
        }
    }

    public static void Finite(string name, params ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            Require(Math.Abs(value) <= Largest, name, "every number must be finite and at most 1E+250 in magnitude");
        }
    }
}
