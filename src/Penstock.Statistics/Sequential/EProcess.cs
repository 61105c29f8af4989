using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Sequential;

/// <summary>From the logarithm of an e-value to the answer of a test.</summary>
internal static class EProcess
{
    public static TestResult Result(double logEValue, long count, string method) =>
        new(MixtureBoundary.PValue(logEValue), logEValue, count, method);

    public static bool Rejects(TestResult test, double level)
    {
        Check.Level(level);
        return test.Statistic >= -Math.Log(1 - level);
    }
}
