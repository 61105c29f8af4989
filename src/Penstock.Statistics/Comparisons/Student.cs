using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Comparisons;

/// <summary>The last step of every method that rests on Student's t: from a value and its standard error to an interval and a p-value.</summary>
internal static class Student
{
    /// <summary>
    /// A standard error of 0 says that the sample shows no spread, not that there is none: the interval then excludes nothing. A collapsed
    /// one would let two identical observations pass any gate.
    /// </summary>
    public static Estimate Estimate(
        double value, double standardError, double degreesOfFreedom, double level, long count, string method)
    {
        if (!double.IsFinite(value) || !double.IsFinite(standardError))
        {
            throw new ArgumentException("The values are so large, or so unlike in size, that the result overflows; measure in other units.");
        }

        var interval = Interval.Everything;
        if (standardError > 0)
        {
            var half = Distributions.StudentCritical(level, degreesOfFreedom) * standardError;
            interval = new Interval(value - half, value + half);
        }

        return new Estimate(value, interval, level, count, method) { StandardError = standardError, DegreesOfFreedom = degreesOfFreedom };
    }

    /// <summary>Whether the estimated quantity differs from a null value; p is 1 where there is no spread to compare with.</summary>
    public static TestResult Test(Estimate effect, string method, Alternative alternative, double nullValue = 0)
    {
        var error = effect.StandardError ?? 0;
        var freedom = effect.DegreesOfFreedom ?? double.PositiveInfinity;
        var statistic = error > 0 ? (effect.Value - nullValue) / error : 0;
        var p = error > 0 ? Distributions.StudentP(statistic, freedom, alternative) : 1;
        return new TestResult(p, statistic, effect.Count, method) { Effect = effect, DegreesOfFreedom = freedom };
    }

    /// <summary>Degrees of freedom of a sum of two independent variances (Satterthwaite 1946, Biometrics Bulletin 2:110).</summary>
    public static double Satterthwaite(double first, double firstFreedom, double second, double secondFreedom)
    {
        var largest = Math.Max(first, second);
        if (largest == 0)
        {
            return firstFreedom + secondFreedom;
        }

        var (one, other) = (first / largest, second / largest);
        return (one + other) * (one + other) / ((one * one / firstFreedom) + (other * other / secondFreedom));
    }
}
