using CsCheck;
using Penstock.Statistics.Comparisons.Ranks;

namespace Penstock.Statistics.Tests.Comparisons.Ranks;

public sealed class CorrelationTests
{
    private static readonly Gen<(double, double)[]> Pairs =
        Gen.Select(Gen.Int[0, 9].Select(x => (double)x), Gen.Int[0, 9].Select(x => (double)x)).Array[6, 40]
            .Where(pairs => pairs.DistinctBy(pair => pair.Item1).Count() > 1 && pairs.DistinctBy(pair => pair.Item2).Count() > 1);

    [Fact]
    public void Correlations_give_the_numbers_of_scipy_and_R()
    {
        foreach (var one in ComparisonGolden.Cases("correlation"))
        {
            var (first, second) = (one.Numbers("first"), one.Numbers("second"));

            Same(one.Numbers("pearson"), Correlation.Pearson(first, second));
            Same(one.Numbers("spearman"), Correlation.Spearman(first, second));
            Same(one.Numbers("kendall"), Correlation.KendallTauB(first, second));
        }
    }

    [Fact]
    public void Kendall_counts_pairs_as_a_double_loop_does() =>
        Pairs.Sample(pairs =>
        {
            double score = 0, first = 0, second = 0;
            foreach (var (index, one) in pairs.Index())
            {
                foreach (var other in pairs.Take(index))
                {
                    score += Math.Sign(one.Item1 - other.Item1) * Math.Sign(one.Item2 - other.Item2);
                    first += one.Item1 == other.Item1 ? 0 : 1;
                    second += one.Item2 == other.Item2 ? 0 : 1;
                }
            }

            Near.Equal(score / Math.Sqrt(first * second), Of(pairs, Correlation.KendallTauB));
        });

    [Fact]
    public void Correlation_is_symmetric_and_turns_its_sign_with_one_side() =>
        Pairs.Sample(pairs =>
        {
            (double, double)[] swapped = [.. pairs.Select(pair => (pair.Item2, pair.Item1))];
            (double, double)[] turned = [.. pairs.Select(pair => (-pair.Item1, pair.Item2))];
            foreach (var correlation in new Measure[] { Correlation.Pearson, Correlation.Spearman, Correlation.KendallTauB })
            {
                Near.Equal(Of(pairs, correlation), Of(swapped, correlation));
                Near.Equal(Of(pairs, correlation), -Of(turned, correlation));
            }
        });

    [Fact]
    public void Ranks_do_not_see_a_rising_change_of_scale() =>
        Pairs.Sample(pairs =>
        {
            (double, double)[] bent = [.. pairs.Select(pair => (Math.Exp(pair.Item1), pair.Item2))];
            Near.Equal(Of(pairs, Correlation.Spearman), Of(bent, Correlation.Spearman));
            Near.Equal(Of(pairs, Correlation.KendallTauB), Of(bent, Correlation.KendallTauB));
        });

    [Fact]
    public void The_value_lies_in_its_interval_within_minus_one_and_one() =>
        Pairs.Sample(pairs =>
        {
            foreach (var correlation in new Measure[] { Correlation.Pearson, Correlation.Spearman, Correlation.KendallTauB })
            {
                var effect = correlation([.. pairs.Select(pair => pair.Item1)], [.. pairs.Select(pair => pair.Item2)], 0.95).Effect!.Value;
                Assert.True(effect.Lower >= -1 && effect.Upper <= 1 && effect.Lower <= effect.Value && effect.Value <= effect.Upper);
            }
        });

    [Fact]
    public void Full_agreement_of_few_ranks_is_not_taken_for_certainty()
    {
        double[] rising = [1, 2, 3, 4, 5];
        double[] falling = [9, 7, 5, 3, 1];

        Assert.Equal(1, Correlation.Spearman(rising, rising).Effect!.Value.Upper);
        Assert.InRange(Correlation.Spearman(rising, rising).Effect!.Value.Lower, -0.5, 0.9);
        Assert.InRange(Correlation.KendallTauB(rising, falling).Effect!.Value.Upper, -0.9, 0.9);
        Assert.Equal(0, Correlation.Pearson(rising, falling).PValue);
    }

    [Fact]
    public void Three_items_bound_nothing() =>
        Assert.All(
            [Correlation.Pearson([1, 2, 4], [2, 1, 5]), Correlation.Spearman([1, 2, 4], [2, 1, 5]), Correlation.KendallTauB([1, 2, 4], [2, 1, 5])],
            test => Assert.Equal(new Interval(-1, 1), test.Effect!.Value.Interval));

    [Fact]
    public void A_side_without_spread_is_refused_by_name()
    {
        Assert.Equal("first", Assert.Throws<ArgumentException>(() => Correlation.Pearson([0.1, 0.1, 0.1], [1, 2, 3])).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => Correlation.Spearman([1, 2, 3], [4, 4, 4])).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => Correlation.KendallTauB([1, 2, 3], [4, 4, 4])).ParamName);
    }

    [Fact]
    public void What_cannot_be_correlated_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Correlation.Pearson([1, 2], [1, 2]));
        Assert.Throws<ArgumentException>(() => Correlation.Spearman([1, 2, 3], [1, 2]));
        Assert.Throws<ArgumentException>(() => Correlation.KendallTauB([1, 2, double.NaN], [1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Correlation.Pearson([1, 2, 3], [1, 2, 3], 1));
    }

    private delegate TestResult Measure(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level);

    private static double Of((double, double)[] pairs, Measure correlation) =>
        correlation([.. pairs.Select(pair => pair.Item1)], [.. pairs.Select(pair => pair.Item2)], 0.95).Effect!.Value.Value;

    private static void Same(double[] expected, TestResult actual)
    {
        Near.Equal(expected[0], actual.Effect!.Value.Value);
        Near.EqualDigits(expected[1], actual.PValue);
        Near.Equal(expected[2], actual.Effect!.Value.Lower);
        Near.Equal(expected[3], actual.Effect!.Value.Upper);
    }
}
