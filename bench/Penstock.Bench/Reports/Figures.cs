namespace Penstock.Bench.Reports;

/// <summary>The same figure from several rounds.</summary>
internal static class Figures
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Where(value => !double.IsNaN(value)).Order().ToArray();
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Median, with the smallest and the largest behind it.</summary>
    public static string Spread(this IEnumerable<double> values, string format)
    {
        var all = values.ToArray();
        return all.Length == 0
            ? "–"
            : $"{all.Median().ToString(format)} ({all.Min().ToString(format)}–{all.Max().ToString(format)})";
    }
}
