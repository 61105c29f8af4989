using CsCheck;
using Penstock.Contracts.Money;

namespace Penstock.Contracts.Tests.Money;

public sealed class PriceCardTests
{
    private static readonly Gen<decimal> ListPrice = Gen.Long[0, 1_000_000_000_000].Select(nano => nano / 1_000_000_000m);
    private static readonly Gen<long> Tokens = Gen.Long[0, 10_000_000];

    [Fact]
    public void The_published_prices_of_a_small_model_come_to_the_cent()
    {
        var card = PriceCard.FromUsdPerMillion(input: 0.15m, output: 0.60m, cachedInput: 0.075m);

        var cost = card.Price(new TokenUsage(Input: 1_000_000, CachedInput: 400_000, CacheWrite: 0, Output: 1_000_000, Reasoning: 0, Counted: false));

        Assert.Equal(0.09m + 0.03m + 0.60m, cost.Usd);
    }

    [Fact]
    public void A_price_is_the_decimal_arithmetic_rounded_once_half_up_to_a_nano_dollar() =>
        Gen.Select(ListPrice, ListPrice, Tokens, Tokens).Sample((input, output, read, written) =>
        {
            var cost = PriceCard.FromUsdPerMillion(input, output).Price(new TokenUsage(read, 0, 0, written, 0, Counted: false));

            var exact = ((read * input) + (written * output)) / 1_000_000m;
            Assert.Equal(decimal.Round(exact, 9, MidpointRounding.AwayFromZero), cost.Usd);
        });

    [Fact]
    public void Cached_and_written_tokens_are_parts_of_the_input_and_never_more_than_it() =>
        Gen.Select(Tokens, Tokens, Tokens).Sample((input, cached, written) =>
        {
            var card = PriceCard.FromUsdPerMillion(input: 2m, output: 0m, cachedInput: 1m, cacheWrite: 3m);

            var cost = card.Price(new TokenUsage(input, cached, written, 0, 0, Counted: false)).Usd;

            Assert.InRange(cost, input * 1m / 1_000_000m, input * 3m / 1_000_000m);
        });

    [Fact]
    public void Without_prices_of_their_own_cached_tokens_cost_what_input_costs()
    {
        var card = PriceCard.FromUsdPerMillion(input: 3m, output: 15m);

        Assert.Equal(
            card.Price(new TokenUsage(1_000, 0, 0, 0, 0, Counted: false)),
            card.Price(new TokenUsage(1_000, 500, 500, 0, 0, Counted: false)));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1_000_001)]
    public void A_price_out_of_range_is_refused(double price) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PriceCard.FromUsdPerMillion((decimal)price, 0m));
}
