namespace Penstock.Contracts.Money;

/// <summary>What one model's tokens cost, in femto-dollars (10⁻¹⁵ USD) per token.</summary>
/// <remarks>
/// Price lists are written in USD per million tokens; 0.075 USD per million is 75,000,000 femto-dollars per token, so
/// nine decimals of a list price are kept exactly. One attempt is rounded once, half up, to a nano-dollar.
/// </remarks>
public sealed record PriceCard
{
    private const decimal FemtoPerTokenInUsdPerMillion = 1_000_000_000m;

    private PriceCard(long input, long cachedInput, long cacheWrite, long output) =>
        (Input, CachedInput, CacheWrite, Output) = (input, cachedInput, cacheWrite, output);

    /// <summary>A model that costs nothing.</summary>
    public static PriceCard Free { get; } = new(0, 0, 0, 0);

    /// <summary>Femto-dollars per uncached input token.</summary>
    public long Input { get; }

    /// <summary>Femto-dollars per input token read from the provider's cache.</summary>
    public long CachedInput { get; }

    /// <summary>Femto-dollars per input token written to the provider's cache.</summary>
    public long CacheWrite { get; }

    /// <summary>Femto-dollars per output token, reasoning included.</summary>
    public long Output { get; }

    /// <summary>Makes a card from list prices in USD per million tokens.</summary>
    /// <param name="input">Price of input: 0 to 1,000,000.</param>
    /// <param name="output">Price of output: 0 to 1,000,000.</param>
    /// <param name="cachedInput">Price of input read from the cache; <see langword="null"/> means the input price.</param>
    /// <param name="cacheWrite">Price of input written to the cache; <see langword="null"/> means the input price.</param>
    /// <exception cref="ArgumentOutOfRangeException">A price is negative or above 1,000,000.</exception>
    public static PriceCard FromUsdPerMillion(
        decimal input, decimal output, decimal? cachedInput = null, decimal? cacheWrite = null) =>
        new(Femto(input), Femto(cachedInput ?? input), Femto(cacheWrite ?? input), Femto(output));

    /// <summary>Prices one attempt. Rounded half up to a nano-dollar.</summary>
    /// <param name="usage">The tokens; parts larger than their whole count as the whole.</param>
    public NanoUsd Price(in TokenUsage usage)
    {
        var cached = Math.Clamp(usage.CachedInput, 0, usage.Input);
        var written = Math.Clamp(usage.CacheWrite, 0, usage.Input - cached);
        var fresh = usage.Input - cached - written;

        var femto = ((Int128)fresh * Input) + ((Int128)cached * CachedInput)
            + ((Int128)written * CacheWrite) + ((Int128)usage.Output * Output);

        return new NanoUsd(checked((long)((femto + 500_000) / 1_000_000)));
    }

    private static long Femto(decimal usdPerMillion)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(usdPerMillion);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(usdPerMillion, 1_000_000m);
        return (long)decimal.Round(usdPerMillion * FemtoPerTokenInUsdPerMillion);
    }
}
