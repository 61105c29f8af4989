namespace Penstock.Statistics.Drift.Detectors;

/// <summary>Refuses a saved state that no sequence of observations leads to.</summary>
internal static class SavedState
{
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
            Require(double.IsFinite(value), name, "every number must be finite");
        }
    }
}
