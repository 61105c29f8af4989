using System.Text;

namespace Penstock.Simulator.Engine;

/// <summary>Writes text that looks like sentences, depends on its seed alone, and says that it is simulated.</summary>
internal static class Prose
{
    private static readonly byte[][] Answer = [.. Utf8("Simulated answer:")];
    private static readonly byte[][] Reasoning = [.. Utf8("Simulated reasoning:")];
    private static readonly byte[][] Prompt = [.. Utf8("Simulated prompt:")];

    private static readonly byte[][] Lexicon =
    [
        .. Utf8(
            """
            the a water gate valve flow pressure channel river mill wheel stone level basin turbine stream
            opens closes holds carries measures turns rises falls meets feeds drives leaves follows keeps joins passes
            slowly quickly evenly often never always today again first later below above along under between within
            narrow wide calm steady cold clear deep shallow long short upper lower early late simple careful
            morning evening winter summer spring harvest night hour season year valley field village bridge road house
            miller keeper builder farmer captain engineer child neighbour and or but because while when where so
            one two three four five six seven eight ten twenty small large new old good quiet
            it they this that each every some many most few both other same such only then
            """),
    ];

    /// <summary>An answer of exactly so many tokens; a longer one of the same seed begins with a shorter one.</summary>
    public static AnswerText WriteAnswer(ulong seed, int tokens) => Write(Answer, seed, tokens);

    public static AnswerText WriteReasoning(ulong seed, int tokens) => Write(Reasoning, seed, tokens);

    public static AnswerText WritePrompt(ulong seed, int tokens) => Write(Prompt, seed, tokens);

    private static AnswerText Write(byte[][] opening, ulong seed, int tokens)
    {
        var utf8 = new byte[tokens * 12];
        var ends = new int[tokens];
        var length = 0;
        var untilStop = 0;
        var random = new SplitMix(seed);

        for (var index = 0; index < tokens; index++)
        {
            var first = untilStop == 0;
            var word = index < opening.Length ? opening[index] : Lexicon[random.Next() % (ulong)Lexicon.Length];
            untilStop = index < opening.Length ? 0 : first ? 5 + (int)(random.Next() % 9) : untilStop - 1;

            length = Append(utf8, length, word, space: index > 0);
            if (first && index >= opening.Length)
            {
                utf8[length - word.Length] &= 0xDF;
            }

            if (untilStop == 0 && index >= opening.Length)
            {
                utf8[length++] = (byte)'.';
            }

            ends[index] = length;
        }

        return new AnswerText(utf8, ends, tokens);
    }

    private static int Append(byte[] target, int length, byte[] word, bool space)
    {
        if (space)
        {
            target[length++] = (byte)' ';
        }

        word.CopyTo(target, length);
        return length + word.Length;
    }

    private static IEnumerable<byte[]> Utf8(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes);
}

/// <summary>The SplitMix64 generator: tiny, and the same sequence for the same seed everywhere.</summary>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var value = _state += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
