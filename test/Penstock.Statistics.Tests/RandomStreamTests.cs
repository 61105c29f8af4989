using CsCheck;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void The_same_seed_gives_the_same_numbers_on_every_machine()
    {
        var stream = new RandomStream(42);

        // xoshiro256** seeded by SplitMix64(42): the reference C code prints these.
        Assert.Equal([1546998764402558742, 6990951692964543102, 12544586762248559009], new[] { stream.NextBits(), stream.NextBits(), stream.NextBits() });
    }

    [Fact]
    public void Numbers_below_a_limit_are_below_it_and_reach_every_value() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 50]).Sample((seed, limit) =>
        {
            var stream = new RandomStream(seed);
            var seen = new bool[limit];
            for (var draw = 0; draw < limit * 40; draw++)
            {
                seen[stream.NextBelow(limit)] = true;
            }

            return seen.All(one => one);
        });

    [Fact]
    public void A_shuffle_keeps_every_item() =>
        Gen.Select(Gen.ULong, Gen.Int.Array[0, 40]).Sample((seed, items) =>
        {
            var shuffled = items.ToArray();
            new RandomStream(seed).Shuffle<int>(shuffled);
            return shuffled.Order().SequenceEqual(items.Order());
        });
}
