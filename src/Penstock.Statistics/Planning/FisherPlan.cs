using Penstock.Statistics.Comparisons.Counts;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>Plans for <see cref="FisherExact"/>: two rates of independent groups where events are rare, such as refusals, crashes or complaints.</summary>
/// <remarks>
/// <para>Assumes independent units. Exact: every pair of counts whose chance matters is gone through (what is left out has a chance below 10⁻¹⁴) and counted if the test's p is at
/// most <see cref="PlanOptions.Alpha"/> (or above it by rounding alone), two-sided p as the test defines it, and the rates lie in the right direction. With
/// <see cref="PlanOptions.DesignEffect"/> the arms count as so many times fewer units, rounded down in the first.</para>
/// <para>The formula of <see cref="TwoProportionsPlan"/> comes near with equal arms (a plan for 80 % reaches 78 %) and goes wrong with others: at
/// 0.1 % against 1 % a plan for 80 % with a second group four times the first has 14 %. Not for many events (beyond about 1,000 in an arm
/// these methods refuse, and that formula is right), not for the same items under both (<see cref="PairedBinaryPlan"/>).</para>
/// Source: Fisher (1935), JRSS 98:39; Casagrande, Pike and Smith (1978), Applied Statistics 27:176; Haseman (1978), Biometrics 34:106. The time
/// of a power rises with the variance of the events, and a size takes some hundred powers: milliseconds at ten events, seconds at a thousand.
/// </remarks>
public static class FisherPlan
{
    private const string Method = "Exact sample size of Fisher's exact test";
    private const double Most = 1e15;

    /// <summary>How many units in each group show the difference between two rates.</summary>
    /// <param name="first">The expected rate in the first group: 0 to 1.</param>
    /// <param name="second">The expected rate in the second group: 0 to 1, not equal to the first.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0. The second size is rounded up.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>
    /// The number by the normal formula of <see cref="TwoProportionsPlan"/>, and as count the smallest size of the first group from which on the power stays reached. Power rises in a
    /// saw-tooth: a smaller size may reach it and the next miss it again. "Stays" is looked at over the next tenth of the size, at least 20 units of the smaller
    /// group. Where that window or what the formula gives is more than 2,000, the sizes are gone through in steps of a thousandth of it.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would have more than about 1,000 events, or need more than 10^15 observations.</exception>
    /// <remarks>Not with rates that a pilot of few events showed: take the smallest difference that would matter. Source: as the class.</remarks>
    public static PlannedSize SampleSize(double first, double second, double allocation = 1, PlanOptions? options = null)
    {
        var plan = Checked(first, second, allocation, options);
        var normal = TwoProportionsPlan.SampleSize(first, second, allocation, plan);
        var start = Math.Max(1, normal.Exact / plan.DesignEffect);

        // A window that ends beyond the most observations would be left in the middle.
        var window = 20 * Math.Max(1, 1 / allocation);
        double PowerOf(long count) => count + window <= Most
            ? Exact(count, Second(count, allocation), first, second, plan, nameof(second))
            : throw new ArgumentException("Needs more than 10^15 observations.", nameof(allocation));
        var units = new SawTooth(PowerOf, plan.Power, window).Search(start);
        return PlannedSize.Of(units * plan.DesignEffect, Method, least: 1) with
        {
            Exact = normal.Exact,
            SecondCount = PlannedSize.Of(Second(units, allocation) * plan.DesignEffect, Method, least: 1).Count,
        };
    }

    /// <summary>The chance that groups of this size show the difference: exact.</summary>
    /// <param name="count">Units in the first group: 1 to 10^15.</param>
    /// <param name="first">The expected rate in the first group: 0 to 1.</param>
    /// <param name="second">The expected rate in the second group: 0 to 1, not equal to the first.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0. The second size is rounded up.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The power: 0 to 1; 0 where groups so small cannot show anything.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would have more than about 1,000 events, or need more than 10^15 observations.</exception>
    /// <remarks>Not with rates that the data themselves showed. Source: as the class.</remarks>
    public static double Power(long count, double first, double second, double allocation = 1, PlanOptions? options = null)
    {
        Check.AtLeast(count, 1);
        var plan = Checked(first, second, allocation, options);
        var effective = Effective(count, plan);
        return effective < 1 ? 0 : Exact(effective, Second(effective, allocation), first, second, plan, nameof(count));
    }

    /// <summary>The smallest rise above the first group's rate that groups of this size show with the power asked for.</summary>
    /// <param name="count">Units in the first group: 1 to 10^15.</param>
    /// <param name="first">The expected rate in the first group: 0 to 1.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0. The second size is rounded up.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The rise, positive; positive infinity if even a rise to 1 would be missed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would have more than about 1,000 events, or need more than 10^15 observations.</exception>
    /// <remarks>Not a statement about the rise that is there. Source: the power of the class, solved for the second rate.</remarks>
    public static double DetectableRise(long count, double first, double allocation = 1, PlanOptions? options = null)
    {
        var (lower, upper, plan) = Arms(count, first, allocation, options);
        if (lower < 1)
        {
            return double.PositiveInfinity;
        }

        var test = new FisherPower(lower, upper, plan.Alpha, plan.TwoSided);
        double Excess(double rise) => Limited(test, lower, first, upper, first + rise, nameof(count)) - plan.Power;
        return Smallest(1 - first, 1 / (double)Math.Min(lower, upper), Excess);
    }

    /// <summary>The smallest fall below the first group's rate that groups of this size show with the power asked for.</summary>
    /// <param name="count">Units in the first group: 1 to 10^15.</param>
    /// <param name="first">The expected rate in the first group: 0 to 1.</param>
    /// <param name="allocation">The size of the second group divided by that of the first: finite, above 0. The second size is rounded up.</param>
    /// <param name="options">Error, power, sides and design effect; the defaults of <see cref="PlanOptions"/> if null.</param>
    /// <returns>The fall, positive; positive infinity if even a fall to 0 would be missed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    /// <exception cref="ArgumentException">The study would have more than about 1,000 events, or need more than 10^15 observations.</exception>
    /// <remarks>Not a statement about the fall that is there. Source: as <see cref="DetectableRise"/>.</remarks>
    public static double DetectableFall(long count, double first, double allocation = 1, PlanOptions? options = null)
    {
        var (upper, lower, plan) = Arms(count, first, allocation, options);
        if (upper < 1)
        {
            return double.PositiveInfinity;
        }

        var test = new FisherPower(lower, upper, plan.Alpha, plan.TwoSided);
        double Excess(double fall) => Limited(test, lower, first - fall, upper, first, nameof(count)) - plan.Power;
        return Smallest(first, 1 / (double)Math.Min(lower, upper), Excess);
    }

    // Widened from one event on, so that large groups are never asked about rates at which they would have millions.
    private static double Smallest(double most, double start, Func<double, double> excess)
    {
        var (low, high) = (0.0, Math.Min(start, most));
        while (excess(high) < 0)
        {
            if (high >= most)
            {
                return double.PositiveInfinity;
            }

            (low, high) = (high, Math.Min(2 * high, most));
        }

        return Root.Between(low, high, excess);
    }

    private static double Exact(long count, long secondCount, double first, double second, PlanOptions plan, string name) => second > first
        ? Limited(new FisherPower(count, secondCount, plan.Alpha, plan.TwoSided), count, first, secondCount, second, name)
        : Limited(new FisherPower(secondCount, count, plan.Alpha, plan.TwoSided), secondCount, second, count, first, name);

    private static double Limited(FisherPower test, long lower, double lowerRate, long upper, double upperRate, string name)
    {
        var (low, high) = (Math.Clamp(lowerRate, 0, 1), Math.Clamp(upperRate, 0, 1));
        if (FisherPower.IsTooLarge(lower, low, upper, high))
        {
            throw new ArgumentException(
                $"Means more than about {FisherPower.MostVariance:N0} events, too many to enumerate; {nameof(TwoProportionsPlan)} is right for so many.", name);
        }

        return test.Of(low, high);
    }

    private static (long First, long Second, PlanOptions Plan) Arms(long count, double first, double allocation, PlanOptions? options)
    {
        Check.AtLeast(count, 1);
        Check.Probability(first);
        Check.Positive(allocation);
        var plan = NormalPlan.Checked(options);
        var effective = Effective(count, plan);
        return (effective, Second(effective, allocation), plan);
    }

    // A quotient that falls short of a whole number by rounding alone is that number.
    private static long Effective(long count, PlanOptions plan)
    {
        var units = count / plan.DesignEffect;
        return Math.Max(count, units) <= Most
            ? (long)(units + Math.Min(1e-6, 2e-9 * Math.Max(1, units)))
            : throw new ArgumentOutOfRangeException(nameof(count), count, "Must be at most 10^15, also when divided by the design effect.");
    }

    private static long Second(long count, double allocation) => PlannedSize.Of(count * allocation, Method, least: 1).Count;

    private static PlanOptions Checked(double first, double second, double allocation, PlanOptions? options)
    {
        Check.Probability(first);
        Check.Probability(second);
        Check.Positive(allocation);
        NormalPlan.CheckEffect(second - first, nameof(second));
        return NormalPlan.Checked(options);
    }
}
