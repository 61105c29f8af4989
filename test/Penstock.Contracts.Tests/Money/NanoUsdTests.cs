using System.Text.Json;
using CsCheck;
using Penstock.Contracts.Money;

namespace Penstock.Contracts.Tests.Money;

public sealed class NanoUsdTests
{
    [Fact]
    public void Money_crosses_JSON_without_losing_a_nano_dollar() =>
        Gen.Long[-9_000_000_000_000_000_000, 9_000_000_000_000_000_000].Sample(value =>
        {
            var json = JsonSerializer.Serialize(new NanoUsd(value));

            Assert.Equal(new NanoUsd(value), JsonSerializer.Deserialize<NanoUsd>(json));
        });

    [Fact]
    public void A_sum_that_does_not_fit_is_an_error_and_not_a_wrong_sum()
    {
        Assert.Throws<OverflowException>(() => new NanoUsd(long.MaxValue) + new NanoUsd(1));
        Assert.Throws<OverflowException>(() => new NanoUsd(long.MinValue) - new NanoUsd(1));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "0.000000001")]
    [InlineData(3_203_184_000, "3.203184")]
    [InlineData(-1_500_000_000, "-1.5")]
    public void Money_is_written_in_dollars_without_trailing_zeros(long nano, string text) =>
        Assert.Equal(text, new NanoUsd(nano).ToString());
}
