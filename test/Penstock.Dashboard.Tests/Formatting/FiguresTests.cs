using Penstock.Contracts.Money;
using Penstock.Dashboard.Formatting;

namespace Penstock.Dashboard.Tests.Formatting;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "$0.00")]
    [InlineData(4, "$0.000000004")]
    [InlineData(100, "$0.0000001")]
    [InlineData(150, "$0.0000002")]
    [InlineData(240_123, "$0.0002401")]
    [InlineData(48_024_690, "$0.04802")]
    [InlineData(2_966_000_000, "$2.9660")]
    [InlineData(1_234_567_891_234, "$1,234.57")]
    public void Money_has_enough_digits_to_be_told_apart(long nano, string shown)
    {
        Assert.Equal(shown, Figures.Money(new NanoUsd(nano)));
    }

    [Fact]
    public void Exact_money_keeps_the_last_digit_of_the_ledger()
    {
        Assert.Equal("$0.000000001", Figures.Exact(new NanoUsd(1)));
        Assert.Equal("$1,234.567891234", Figures.Exact(new NanoUsd(1_234_567_891_234)));
        Assert.Equal("−$0.50", Figures.Exact(new NanoUsd(-500_000_000)));
    }

    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.02, "< 0.1 ms")]
    [InlineData(0.42, "0.4 ms")]
    [InlineData(182.4, "182 ms")]
    [InlineData(1_234.0, "1.23 s")]
    [InlineData(75_000.0, "1 min 15 s")]
    public void Times_are_written_in_the_unit_that_reads_best(double? milliseconds, string shown)
    {
        Assert.Equal(shown, Figures.Milliseconds(milliseconds));
    }

    [Theory]
    [InlineData(9_999, "9,999")]
    [InlineData(12_400, "12.4k")]
    [InlineData(60_000, "60k")]
    [InlineData(11_800_000, "11.8M")]
    [InlineData(1_234_567_890, "1.2B")]
    [InlineData(1_000_000_000_000, "1T")]
    public void Big_counts_are_shortened(long count, string shown)
    {
        Assert.Equal(shown, Figures.Short(count));
    }

    [Fact]
    public void A_share_of_nothing_is_no_number()
    {
        Assert.Equal("–", Figures.Percent(0, 0));
        Assert.Equal("0 %", Figures.Percent(0, 10));
        Assert.Equal("< 0.1 %", Figures.Percent(1, 10_000));
        Assert.Equal("7.1 %", Figures.Percent(71, 1_000));
    }

    [Fact]
    public void Times_near_now_are_relative()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal("just now", Figures.Relative(now.AddSeconds(-2), now));
        Assert.Equal("3 min ago", Figures.Relative(now.AddMinutes(-3), now));
        Assert.Equal("in 20 d", Figures.Relative(now.AddDays(20), now));
        Assert.Equal("2030-01-31", Figures.Relative(new(2030, 1, 31, 0, 0, 0, TimeSpan.Zero), now));
    }

    [Fact]
    public void A_price_is_free_or_has_its_digits()
    {
        Assert.Equal("free", Figures.Price(0));
        Assert.Equal("$1,000,000.00", Figures.Price(1_000_000));
        Assert.Equal("$0.075", Figures.Price(0.075m));
    }
}
