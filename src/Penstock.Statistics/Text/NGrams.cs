using System.Runtime.InteropServices;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Text;

/// <summary>How often each run of n tokens comes up.</summary>
internal static class NGrams
{
    /// <summary>Gives equal tokens equal numbers, for any number of texts.</summary>
    public static int[][] Number(params ReadOnlySpan<IReadOnlyList<string>> texts)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var result = new int[texts.Length][];
        for (var text = 0; text < texts.Length; text++)
        {
            Check.Items(texts[text], nameof(texts));
            result[text] = new int[texts[text].Count];
            for (var place = 0; place < result[text].Length; place++)
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, texts[text][place], out var known);
                number = known ? number : numbers.Count - 1;
                result[text][place] = number;
            }
        }

        return result;
    }

    /// <summary>Numbers the runs one longer than those given: equal runs get equal numbers across all texts. Time linear in the tokens.</summary>
    // A run is known by the number of the run without its last token, and that token: exact, without joining strings.
    public static void Extend(int[][] runs, int[][] tokens, int length)
    {
        var numbers = new Dictionary<(int, int), int>();
        for (var text = 0; text < runs.Length; text++)
        {
            var longer = new int[Math.Max(0, tokens[text].Length - length + 1)];
            for (var start = 0; start < longer.Length; start++)
            {
                var key = (runs[text][start], tokens[text][start + length - 1]);
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, key, out var known);
                number = known ? number : numbers.Count - 1;
                longer[start] = number;
            }

            runs[text] = longer;
        }
    }

    public static Dictionary<int, long> Count(ReadOnlySpan<int> runs)
    {
        var counts = new Dictionary<int, long>(runs.Length);
        foreach (var run in runs)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, run, out _)++;
        }

        return counts;
    }

    /// <summary>The runs of the candidate that the reference has, each at most as often as there.</summary>
    public static long Common(Dictionary<int, long> candidate, Dictionary<int, long> reference)
    {
        var common = 0L;
        foreach (var (run, count) in candidate)
        {
            common += Math.Min(count, reference.GetValueOrDefault(run));
        }

        return common;
    }
}
