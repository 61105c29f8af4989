namespace Penstock.Statistics.Planning;

/// <summary>How many observations a study needs.</summary>
/// <param name="Exact">The real number that the method's formula gives, for the first arm if there are two.</param>
/// <param name="Count">The whole number to plan with: items, pairs, clusters or trials as the method says, in the first arm if there are two.</param>
/// <param name="Method">The method by its name in the literature.</param>
public readonly record struct PlannedSize(double Exact, long Count, string Method)
{
    private const double Most = 1e15;

    /// <summary>The whole number for the second arm; 0 where the design has one arm.</summary>
    public long SecondCount { get; init; }

    /// <summary>Both arms together.</summary>
    public long Total => Count + SecondCount;

    /// <summary>Rounds up, except where only rounding error lies above a whole number.</summary>
    internal static PlannedSize Of(double exact, string method, double allocation = 0, long least = 2)
    {
        if (!(exact <= Most))
        {
            throw new ArgumentException("Needs more than 10^15 observations: the effect is too small beside the spread to be planned for.");
        }

        return new PlannedSize(exact, Up(exact, least), method) { SecondCount = allocation > 0 ? Up(exact * allocation, least) : 0 };
    }

    private static long Up(double exact, long least) => Math.Max(least, (long)Math.Ceiling(exact - Math.Min(1e-6, 1e-9 * Math.Max(1, exact))));
}
