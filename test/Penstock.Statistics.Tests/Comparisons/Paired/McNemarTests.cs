using CsCheck;
using Penstock.Statistics.Comparisons.Paired;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Comparisons.Paired;

public sealed class McNemarTests
{
    private static readonly Gen<PairedTable> Tables = Gen.Select(Gen.Long[0, 60], Gen.Long[0, 30], Gen.Long[0, 30], Gen.Long[1, 60])
        .Select((both, lost, gained, neither) => new PairedTable(both, lost, gained, neither));

    [Fact]
    public void Tests_and_intervals_give_the_numbers_of_statsmodels_and_of_the_maximised_likelihood()
    {
        foreach (var one in ComparisonGolden.Cases("mcnemar"))
        {
            var table = TableOf(one.Counts("table"));

            Near.EqualDigits(one.Number("exact"), McNemar.Exact(table).PValue);
            Near.EqualDigits(one.Number("greater"), McNemar.Exact(table, alternative: Alternative.Greater).PValue);
            Near.EqualDigits(one.Number("mid"), McNemar.MidP(table).PValue);
            Near.EqualDigits(one.Number("chi2"), McNemar.ChiSquared(table).PValue);
            Near.EqualDigits(one.Number("corrected"), McNemar.ChiSquaredCorrected(table).PValue);
            Near.Equal(one.Numbers("tango")[0], PairedProportions.Tango(table).Lower, Near.Fitted);
            Near.Equal(one.Numbers("tango")[1], PairedProportions.Tango(table).Upper, Near.Fitted);
            Near.Equal(one.Numbers("newcombe")[0], PairedProportions.Newcombe(table).Lower);
            Near.Equal(one.Numbers("newcombe")[1], PairedProportions.Newcombe(table).Upper);
        }
    }

    // Airway hyper-responsiveness before and after stem cell transplantation: Fagerland, Lydersen and Laake (2013, 2014).
    [Fact]
    public void The_published_example_comes_out()
    {
        var table = new PairedTable(1, 7, 1, 12);

        Assert.Equal(0.070, McNemar.Exact(table).PValue, 3);
        Assert.Equal(0.039, McNemar.MidP(table).PValue, 3);
        Assert.Equal(0.034, McNemar.ChiSquared(table).PValue, 3);
        Assert.Equal(0.077, McNemar.ChiSquaredCorrected(table).PValue, 3);
        Assert.Equal((-0.507, -0.026), Rounded(PairedProportions.Newcombe(table)));
        Assert.Equal((-0.517, -0.026), Rounded(PairedProportions.Tango(table)));
    }

    [Fact]
    public void The_score_interval_excludes_no_difference_exactly_where_the_chi_squared_test_rejects() =>
        Tables.Sample(table =>
        {
            var p = McNemar.ChiSquared(table).PValue;
            return Math.Abs(p - 0.05) < 1e-9 || PairedProportions.Tango(table).Interval.Contains(0) == p > 0.05;
        });

    [Fact]
    public void Swapping_the_systems_turns_the_sign_and_keeps_the_p_values() =>
        Tables.Sample(table =>
        {
            var back = new PairedTable(table.Both, table.OnlyCandidate, table.OnlyBaseline, table.Neither);
            Near.Equal(PairedProportions.Tango(table).Lower, -PairedProportions.Tango(back).Upper, Near.Fitted);
            Near.Equal(PairedProportions.Newcombe(table).Lower, -PairedProportions.Newcombe(back).Upper);
            Near.Equal(McNemar.Exact(table).PValue, McNemar.Exact(back).PValue);
            Near.Equal(McNemar.MidP(table, alternative: Alternative.Less).PValue, McNemar.MidP(back, alternative: Alternative.Greater).PValue);
        });

    [Fact]
    public void Swapping_pass_and_fail_turns_the_sign() =>
        Tables.Sample(table =>
        {
            var failures = new PairedTable(table.Neither, table.OnlyCandidate, table.OnlyBaseline, table.Both);
            Near.Equal(PairedProportions.Tango(table).Lower, -PairedProportions.Tango(failures).Upper, Near.Fitted);
            Near.Equal(PairedProportions.Newcombe(table).Lower, -PairedProportions.Newcombe(failures).Upper);
        });

    [Fact]
    public void Mid_p_is_below_exact_and_above_nothing() =>
        Tables.Sample(table => McNemar.MidP(table).PValue <= McNemar.Exact(table).PValue && McNemar.MidP(table).PValue > 0);

    [Fact]
    public void Intervals_hold_their_value_within_minus_one_and_one_and_widen_with_the_level() =>
        Tables.Sample(table =>
            Proper(PairedProportions.Tango(table), PairedProportions.Tango(table, 0.99))
            && Proper(PairedProportions.Newcombe(table), PairedProportions.Newcombe(table, 0.99)));

    [Fact]
    public void Systems_that_agree_on_every_item_have_p_one_and_an_interval_with_width()
    {
        var table = new PairedTable(30, 0, 0, 70);

        Assert.All([McNemar.Exact(table), McNemar.MidP(table), McNemar.ChiSquared(table), McNemar.ChiSquaredCorrected(table)], test => Assert.Equal(1, test.PValue));
        Assert.True(PairedProportions.Tango(table).Interval.Width > 0.05);
    }

    [Fact]
    public void Opposite_systems_reach_the_ends()
    {
        Assert.Equal(1, PairedProportions.Tango(new PairedTable(0, 0, 9, 0)).Upper);
        Assert.Equal(-1, PairedProportions.Newcombe(new PairedTable(0, 9, 0, 0)).Lower);
    }

    // The rates of Golden/derive-comparison-rates.py, whose intervals are written out anew: the same in every one of the outcomes.
    [Fact]
    public void Over_every_outcome_of_twenty_items_the_intervals_miss_as_often_as_enumerated()
    {
        double tango = 0, newcombe = 0;
        for (var both = 0; both <= 20; both++)
        {
            for (var lost = 0; lost <= 20 - both; lost++)
            {
                for (var gained = 0; gained <= 20 - both - lost; gained++)
                {
                    var table = new PairedTable(both, lost, gained, 20 - both - lost - gained);
                    tango += PairedProportions.Tango(table).Interval.Contains(0.2) ? 0 : Chance(table);
                    newcombe += PairedProportions.Newcombe(table).Interval.Contains(0.2) ? 0 : Chance(table);
                }
            }
        }

        Near.Equal(0.0469412397, tango, Near.Closed);
        Near.Equal(0.0380296071, newcombe, Near.Closed);
    }

    [Fact]
    public void Answers_are_counted_by_who_passed()
    {
        var table = PairedTable.Of([true, true, false, false, true], [true, false, true, false, false]);

        Assert.Equal(new PairedTable(1, 2, 1, 1), table);
        Assert.Equal(3, table.Discordant);
    }

    [Fact]
    public void What_is_no_table_is_refused()
    {
        Assert.Throws<ArgumentException>(() => McNemar.Exact(default));
        Assert.Throws<ArgumentException>(() => PairedProportions.Newcombe(new PairedTable(1, -1, 1, 1)));
        Assert.Throws<ArgumentException>(() => PairedTable.Of([], []));
        Assert.Throws<ArgumentException>(() => PairedTable.Of([true], [true, false]));
        Assert.Throws<ArgumentOutOfRangeException>(() => McNemar.MidP(new PairedTable(1, 1, 1, 1), 0));
    }

    private static bool Proper(Estimate narrow, Estimate wide) =>
        narrow.Lower >= -1 && narrow.Upper <= 1 && narrow.Interval.Contains(narrow.Value)
        && wide.Lower <= narrow.Lower && wide.Upper >= narrow.Upper;

    // Of 50 % both, 5 % baseline alone, 25 % candidate alone and 20 % neither.
    private static double Chance(PairedTable table) => Math.Exp(
        Distributions.LogChoose(20, table.Both) + Distributions.LogChoose(20 - table.Both, table.OnlyBaseline)
        + Distributions.LogChoose(table.OnlyCandidate + table.Neither, table.Neither)
        + (table.Both * Math.Log(0.5)) + (table.OnlyBaseline * Math.Log(0.05)) + (table.OnlyCandidate * Math.Log(0.25)) + (table.Neither * Math.Log(0.2)));

    private static PairedTable TableOf(long[] counts) => new(counts[0], counts[1], counts[2], counts[3]);

    private static (double, double) Rounded(Estimate estimate) => (Math.Round(estimate.Lower, 3), Math.Round(estimate.Upper, 3));
}
