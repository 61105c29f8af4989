using CsCheck;
using Penstock.Contracts.Ids;

namespace Penstock.Contracts.Tests.Ids;

public sealed class TraceIdTests
{
    [Fact]
    public void Ids_sort_by_time_as_text() =>
        Gen.Select(Gen.Long[0, 4_000_000_000_000], Gen.Long[1, 1_000_000]).Sample((milliseconds, later) =>
        {
            var first = TraceId.New(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)).ToString();
            var second = TraceId.New(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds + later)).ToString();

            Assert.True(string.CompareOrdinal(first, second) < 0);
        });

    [Fact]
    public void An_id_is_read_back_from_its_text()
    {
        var id = TraceId.New(DateTimeOffset.UnixEpoch);

        Assert.True(TraceId.TryParse(id.ToString(), out var read));
        Assert.Equal(id, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("01a20a20-c9ff-70ad-9c2f-563bd6268b6d")]
    [InlineData("01a20a20c9ff70ad9c2f563bd6268b6")]
    [InlineData("zzzz0a20c9ff70ad9c2f563bd6268b6d")]
    public void Anything_but_32_hex_digits_is_not_an_id(string? text) => Assert.False(TraceId.TryParse(text, out _));
}
