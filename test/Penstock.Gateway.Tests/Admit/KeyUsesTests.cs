using Microsoft.Extensions.Time.Testing;
using Penstock.Gateway.Admit;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Admit;

public sealed class KeyUsesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_last_use_of_a_key_outlives_a_change_of_its_limits()
    {
        var book = new LimitBook(new FakeTimeProvider());
        var uses = new KeyUses(book);
        book.OfKey("web").MarkUsed(Noon);
        book.OfKey("idle").Configure(new());

        book.OfKey("web").Configure(new() { RequestsPerMinute = 5 });

        Assert.Equal(Noon, uses.Last("web"));
        Assert.Null(uses.Last("idle"));
        Assert.Null(uses.Last("unknown"));
        Assert.Equal(["web"], uses.All().Keys);
    }

    [Fact]
    public void Noting_a_use_allocates_nothing()
    {
        var state = new LimitBook(new FakeTimeProvider()).OfKey("web");

        var allocated = AllocatedBytes.LeastOf(() =>
        {
            for (var time = 0; time < 1_000; time++)
            {
                state.MarkUsed(Noon);
            }
        });

        Assert.Equal(0, allocated);
    }
}
