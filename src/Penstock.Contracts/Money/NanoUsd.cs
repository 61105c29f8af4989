using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Penstock.Contracts.Money;

/// <summary>An amount of money in billionths of a US dollar. Integer, so sums never drift.</summary>
/// <param name="Value">Nano-dollars: 1 USD is 1,000,000,000. The type holds ± 9.2 billion USD.</param>
[JsonConverter(typeof(NanoUsdJsonConverter))]
public readonly record struct NanoUsd(long Value) : IComparable<NanoUsd>
{
    /// <summary>No money.</summary>
    public static readonly NanoUsd Zero;

    /// <summary>The amount as decimal dollars, exact.</summary>
    public decimal Usd => Value / 1_000_000_000m;

    /// <summary>Adds two amounts.</summary>
    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public static NanoUsd operator +(NanoUsd left, NanoUsd right) => new(checked(left.Value + right.Value));

    /// <summary>Subtracts an amount.</summary>
    /// <exception cref="OverflowException">The difference does not fit.</exception>
    public static NanoUsd operator -(NanoUsd left, NanoUsd right) => new(checked(left.Value - right.Value));

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(NanoUsd left, NanoUsd right) => left.Value < right.Value;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(NanoUsd left, NanoUsd right) => left.Value > right.Value;

    /// <summary>Whether the left amount is not larger.</summary>
    public static bool operator <=(NanoUsd left, NanoUsd right) => left.Value <= right.Value;

    /// <summary>Whether the left amount is not smaller.</summary>
    public static bool operator >=(NanoUsd left, NanoUsd right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(NanoUsd other) => Value.CompareTo(other.Value);

    /// <summary>Dollars with up to nine decimals and no trailing zeros, for example <c>0.0000123</c>.</summary>
    public override string ToString() => Usd.ToString("0.#########", CultureInfo.InvariantCulture);
}

/// <summary>Writes money as a JSON number of dollars with at most nine decimals, which a double would round and a decimal does not.</summary>
internal sealed class NanoUsdJsonConverter : JsonConverter<NanoUsd>
{
    public override NanoUsd Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new((long)decimal.Round(reader.GetDecimal() * 1_000_000_000m));

    public override void Write(Utf8JsonWriter writer, NanoUsd value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Usd);
}
