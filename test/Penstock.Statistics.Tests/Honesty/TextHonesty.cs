using Penstock.Statistics.Numerics;
using Penstock.Statistics.Text;

namespace Penstock.Statistics.Tests.Honesty;

/// <summary>Whether signatures agree as often as sets overlap, and bands collide as often as their curve says.</summary>
internal static class TextHonesty
{
    private const int Places = 128;

    public static IEnumerable<HonestyCase> Cases =>
    [
        .. Estimates, .. Bands,
    ];

    // The share of equal places is binomial: both tails, so that bias and spread are held at once.
    private static IEnumerable<HonestyCase> Estimates =>
        from half in new[] { 2, 10, 40 }
        from isUpper in new[] { false, true }
        let similarity = Similarity(half)
        let bound = Bound(similarity, isUpper)
        select new HonestyCase(
            "Text",
            "MinHash estimate",
            $"similarity {similarity:F2}, {Places} places, {(isUpper ? "at least" : "at most")} {bound} equal",
            0.1,
            Promise.Enumerated,
            stream =>
            {
                var equal = (int)Math.Round(Places * Estimate(stream, half));
                return isUpper ? equal >= bound : equal <= bound;
            })
        {
            Enumerated = isUpper ? Distributions.BinomialUpper(bound, Places, similarity) : Distributions.BinomialLower(bound, Places, similarity),
        };

    private static IEnumerable<HonestyCase> Bands =>
    [
        Band(new Banding(14, 8), 10), Band(new Banding(14, 8), 5), Band(new Banding(20, 13), 5), Band(new Banding(32, 4), 20),
    ];

    private static HonestyCase Band(Banding banding, int own)
    {
        var similarity = Similarity(own);
        return new HonestyCase(
            "Text",
            "MinHash banding",
            $"{banding.Bands} bands of {banding.Rows}, similarity {similarity:F2}: found as often as the curve says",
            banding.CandidateProbability(similarity),
            Promise.Exact,
            stream =>
            {
                var (first, second) = Sets(stream, own);
                var minHash = new MinHash(banding.Places, stream.NextBits());
                return NearDuplicates.CandidatePairs([minHash.Sign(first), minHash.Sign(second)], banding).Count == 1;
            });
    }

    // 60 shingles in common and so many of its own on either side.
    private static double Similarity(int own) => 60.0 / (60 + (2 * own));

    private static int Bound(double similarity, bool isUpper)
    {
        var reach = 1.3 * Math.Sqrt(similarity * (1 - similarity) * Places);
        return (int)Math.Round((similarity * Places) + (isUpper ? reach : -reach));
    }

    private static double Estimate(RandomStream stream, int own)
    {
        var (first, second) = Sets(stream, own);
        var minHash = new MinHash(Places, stream.NextBits());
        return MinHash.Similarity(minHash.Sign(first), minHash.Sign(second));
    }

    private static (ShingleSet First, ShingleSet Second) Sets(RandomStream stream, int own)
    {
        var start = stream.NextBelow(1_000_000);
        var items = Enumerable.Range(start, 60 + (2 * own)).Select(number => $"shingle {number}").ToArray();
        return (ShingleSet.OfItems(items[..(60 + own)]), ShingleSet.OfItems(items[own..]));
    }
}
