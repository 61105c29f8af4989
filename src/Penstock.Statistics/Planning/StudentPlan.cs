using System.Runtime.CompilerServices;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Planning;

/// <summary>The same by the noncentral t distribution, for a design whose degrees of freedom follow from its size.</summary>
internal static class StudentPlan
{
    private const double Least = 2;

    /// <summary>A count from which a standard deviation can be estimated.</summary>
    public static void CheckCount(double count, [CallerArgumentExpression(nameof(count))] string? name = null)
    {
        if (!(count is >= Least and <= Check.MostCount))
        {
            throw new ArgumentOutOfRangeException(name, count, $"Must be at most {Check.MostCount} and leave at least 2 in every group.");
        }
    }

    public static double Power(double count, double effect, double variance, Func<double, double> degreesOfFreedom, PlanOptions options) =>
        PowerAt(Math.Abs(effect) * Math.Sqrt(count / options.DesignEffect / variance), degreesOfFreedom(count), NormalPlan.Tail(options));

    public static double Size(double effect, double variance, Func<double, double> degreesOfFreedom, PlanOptions options, double least = Least)
    {
        double Lack(double count) => Power(count, effect, variance, degreesOfFreedom, options) - options.Power;

        if (Lack(least) >= 0)
        {
            return least;
        }

        var high = Math.Max(least + 1, NormalPlan.Size(effect, variance, NormalPlan.Tail(options), options) + 2);
        if (high > Check.MostCount)
        {
            return double.PositiveInfinity;
        }

        while (Lack(high) < 0)
        {
            high *= 1.5;
        }

        return Root.Between(least, high, Lack);
    }

    public static double Effect(double count, double variance, Func<double, double> degreesOfFreedom, PlanOptions options)
    {
        var (freedom, tail) = (degreesOfFreedom(count), NormalPlan.Tail(options));
        var high = NormalPlan.Reach(tail, options.Power) + 1;
        while (PowerAt(high, freedom, tail) < options.Power)
        {
            high *= 1.5;
        }

        var distance = Root.Between(0, high, at => PowerAt(at, freedom, tail) - options.Power);
        return distance * Math.Sqrt(variance * options.DesignEffect / count);
    }

    private static double PowerAt(double distance, double freedom, double tail) =>
        NoncentralStudent.Upper(Distributions.StudentUpperQuantile(tail, freedom), freedom, distance);
}
