using System.IO.Hashing;

namespace Penstock.Simulator.Engine;

/// <summary>A unit vector of a text's words: texts that share words point in similar directions.</summary>
internal static class WordVector
{
    /// <summary>In how many dimensions a word leaves its mark.</summary>
    private const int MarksPerWord = 8;

    public static float[] Of(ReadOnlySpan<byte> text, int dimensions)
    {
        var vector = new float[dimensions];
        for (var at = Words.WhiteLength(text); at < text.Length; at += Words.WhiteLength(text[at..]))
        {
            var length = Words.WordLength(text[at..]);
            Mark(vector, XxHash3.HashToUInt64(text.Slice(at, length)));
            at += length;
        }

        var norm = Norm(vector);
        if (norm == 0)
        {
            // Words can cancel each other out, and a text can have none.
            vector[0] = norm = 1;
        }

        for (var index = 0; index < vector.Length; index++)
        {
            vector[index] /= norm;
        }

        return vector;
    }

    private static void Mark(float[] vector, ulong seed)
    {
        var random = new SplitMix(seed);
        for (var mark = 0; mark < MarksPerWord; mark++)
        {
            var next = random.Next();
            vector[next % (ulong)vector.Length] += (next >> 63) == 0 ? 1 : -1;
        }
    }

    private static float Norm(float[] vector)
    {
        var sum = 0.0;
        foreach (var value in vector)
        {
            sum += (double)value * value;
        }

        return (float)Math.Sqrt(sum);
    }
}
