using CsCheck;
using Penstock.Statistics.Judges;
using Penstock.Statistics.Tests.Golden;

namespace Penstock.Statistics.Tests.Judges;

public sealed class RepeatedAttemptsTests
{
    [Fact]
    public void Both_chances_agree_with_exact_fractions()
    {
        foreach (var one in GoldenFile.Read("judges").GetProperty("attempts").EnumerateArray())
        {
            var (attempts, passed, k) = (one.Count("n"), one.Count("c"), (int)one.Count("k"));

            Near.EqualDigits(one.Number("some"), RepeatedAttempts.PassAtK(attempts, passed, k), 1e-12);
            Near.EqualDigits(one.Number("all"), RepeatedAttempts.PassAllK(attempts, passed, k), 1e-10);
        }
    }

    [Fact]
    public void Items_are_averaged_with_a_t_interval_over_items()
    {
        var mean = RepeatedAttempts.PassAtK([4, 4, 4, 4], [0, 1, 2, 4], 2);

        // 0, 1/2, 5/6, 1.
        Near.Equal(7 / 12.0, mean.Value);
        Assert.Equal(4, mean.Count);
        Assert.Equal(3, mean.DegreesOfFreedom);

        // By hand: the variance of 0, 1/2, 5/6, 1 is 7/36; t on 3 degrees of freedom is 3.182446305.
        var reach = 3.182446305284263 * Math.Sqrt(7 / 36.0 / 4) / (7 / 12.0 * 5 / 12.0);
        Near.Equal(1 / (1 + Math.Exp(reach - Math.Log(7 / 5.0))), mean.Lower);
        Near.Equal(1 / (1 + Math.Exp(-reach - Math.Log(7 / 5.0))), mean.Upper);
    }

    [Fact]
    public void Items_that_all_pass_leave_room_for_those_not_seen()
    {
        var mean = RepeatedAttempts.PassAllK([5, 5, 5, 5, 5, 5, 5, 5, 5, 5], [5, 5, 5, 5, 5, 5, 5, 5, 5, 5], 3);

        Assert.Equal(1, mean.Value);
        Near.Equal(Math.Pow(0.025, 0.1), mean.Lower);
        Assert.Equal(1, mean.Upper);
    }

    [Fact]
    public void A_single_item_bounds_nothing() => Assert.Equal(new Interval(0, 1), RepeatedAttempts.PassAtK([10], [3], 2).Interval);

    [Fact]
    public void Impossible_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("attempts", () => RepeatedAttempts.PassAtK(0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("passed", () => RepeatedAttempts.PassAtK(3, 4, 1));
        Assert.Throws<ArgumentOutOfRangeException>("passed", () => RepeatedAttempts.PassAllK(3, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("k", () => RepeatedAttempts.PassAtK(3, 1, 4));
        Assert.Throws<ArgumentOutOfRangeException>("k", () => RepeatedAttempts.PassAllK(3, 1, 0));
        Assert.Throws<ArgumentException>("attempts", () => RepeatedAttempts.PassAtK([], [], 1));
        Assert.Throws<ArgumentException>("passed", () => RepeatedAttempts.PassAtK([3L, 3L], [1L], 1));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => RepeatedAttempts.PassAllK([3L], [1L], 1, 0));
    }

    [Fact]
    public void More_tries_help_one_and_hurt_the_other() =>
        Gen.Select(Gen.Int[2, 60], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((attempts, share, step) =>
        {
            var passed = (long)(share * attempts);
            var k = 1 + (int)(step * (attempts - 2));

            Assert.True(RepeatedAttempts.PassAtK(attempts, passed, k + 1) >= RepeatedAttempts.PassAtK(attempts, passed, k) - 1e-12);
            Assert.True(RepeatedAttempts.PassAllK(attempts, passed, k + 1) <= RepeatedAttempts.PassAllK(attempts, passed, k) + 1e-12);
            Near.Equal(1 - RepeatedAttempts.PassAtK(attempts, passed, k), RepeatedAttempts.PassAllK(attempts, attempts - passed, k));
            Near.Equal((double)passed / attempts, RepeatedAttempts.PassAtK(attempts, passed, 1));
        });
}
