namespace Penstock.Statistics.Sequential.Asymptotic;

/// <summary>The e-value behind an asymptotic confidence sequence: the sequence excludes a value where it passes 1/α.</summary>
internal static class AsymptoticTest
{
    public static TestResult Of(Estimate effect, double nullValue, AsymptoticOptions options)
    {
        var variance = effect.StandardError is { } error ? error * error * effect.Count : 0;
        var evidence = MixtureBoundary.LogEvidence(
            effect.Count, effect.Value - nullValue, variance, options.RhoSquared, options.Alternative);
        return new TestResult(MixtureBoundary.PValue(evidence), evidence, effect.Count, effect.Method) { Effect = effect };
    }
}
