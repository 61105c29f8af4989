using Microsoft.Extensions.Time.Testing;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.Engine;

public sealed class PrefixCacheTests
{
    [Fact]
    public void Only_leading_blocks_count_as_hits_and_the_oldest_leave_first()
    {
        var cache = new PrefixCache(capacity: 3);

        Assert.Equal(0, cache.Visit([1, 2]));
        Assert.Equal(2, cache.Visit([1, 2, 3]));
        Assert.Equal(0, cache.Visit([9, 2]));
        Assert.Equal(3, cache.Count);
        Assert.Equal(0, cache.Visit([1]));
    }

    [Fact]
    public void A_cache_without_capacity_holds_nothing()
    {
        var cache = new PrefixCache(capacity: 0);

        Assert.Equal((0, 0, 0), (cache.Visit([1]), cache.Visit([1]), cache.Count));
    }

    [Fact]
    public async Task A_repeated_prompt_is_reported_as_cached_but_for_its_last_block()
    {
        await using var fleet = await RunningFleet.StartAsync();
        var prompt = string.Join(' ', Enumerable.Range(0, 48));

        var first = await fleet.ChatJsonAsync(prompt);
        var second = await fleet.ChatJsonAsync(prompt);
        var longer = await fleet.ChatJsonAsync(prompt + " and more");

        Assert.Equal([0, 32, 48], new[] { first, second, longer }.Select(json => (int)json["usage"]!["prompt_tokens_details"]!["cached_tokens"]!));
        Assert.Equal(80, fleet.Engine.Served.CachedTokens);
    }

    [Fact]
    public void Prompts_are_read_one_after_the_other_and_cached_tokens_take_no_time()
    {
        var options = new FleetOptions
        {
            Clock = new FakeTimeProvider(),
            Timing = new EngineTiming { PrefillPerToken = TimeSpan.FromMilliseconds(1) },
        };
        using var engine = new EngineCore(0, options);

        var waits = new[] { 100, 50, 0 }.Select(engine.ReservePrefill)
            .Select(due => options.Clock.GetElapsedTime(engine.Clock.Now, due).TotalMilliseconds);

        Assert.Equal([100, 150, 0], waits);
    }
}
