namespace Penstock.Statistics.Text;

/// <summary>
/// Dynamic programmes over two sequences of small numbers, 64 rows at a time. The longer sequence is cut into blocks of 64; each block walks the shorter one and
/// leaves behind, per column, the little that the next block needs. So memory is that of the shorter sequence alone.
/// </summary>
internal static class BitParallel
{
    private const int Width = 64;

    /// <summary>Length of the longest common subsequence (Hyyrö 2004).</summary>
    public static int CommonSubsequence(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var (rows, columns, symbols) = Arrange(first, second);
        var carries = new bool[columns.Length];
        var masks = new ulong[symbols];
        var common = 0;
        for (var start = 0; start < rows.Length; start += Width)
        {
            var block = rows.AsSpan(start, Math.Min(Width, rows.Length - start));
            Mark(block, masks);
            var open = ulong.MaxValue;
            for (var column = 0; column < columns.Length; column++)
            {
                var match = open & masks[columns[column]];
                var sum = (UInt128)open + match + (carries[column] ? 1UL : 0);
                carries[column] = (sum >> Width) != 0;
                open = (ulong)sum | (open & ~match);
            }

            // Rows beyond the end match nothing, but a carry may have run through them.
            var live = block.Length == Width ? ulong.MaxValue : (1UL << block.Length) - 1;
            common += System.Numerics.BitOperations.PopCount(~open & live);
            Unmark(block, masks);
        }

        return common;
    }

    /// <summary>Levenshtein distance (Myers 1999 in the form of Hyyrö 2003).</summary>
    public static int EditDistance(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var (rows, columns, symbols) = Arrange(first, second);
        if (columns.Length == 0)
        {
            return rows.Length;
        }

        // The step between neighbouring columns along the lower edge of a block; along the top edge of the table each is +1.
        var steps = new sbyte[columns.Length];
        Array.Fill(steps, (sbyte)1);
        var masks = new ulong[symbols];
        for (var start = 0; start < rows.Length; start += Width)
        {
            var block = rows.AsSpan(start, Math.Min(Width, rows.Length - start));
            Mark(block, masks);
            Walk(columns, masks, steps, block.Length - 1);
            Unmark(block, masks);
        }

        var distance = rows.Length;
        foreach (var step in steps)
        {
            distance += step;
        }

        return distance;
    }

    private static void Walk(int[] columns, ulong[] masks, sbyte[] steps, int lowest)
    {
        var up = ulong.MaxValue;
        var down = 0UL;
        for (var column = 0; column < columns.Length; column++)
        {
            var (stepsUp, stepsDown) = (steps[column] > 0 ? 1UL : 0, steps[column] < 0 ? 1UL : 0);
            var match = masks[columns[column]];
            var vertical = match | down;
            match |= stepsDown;
            var diagonal = (((match & up) + up) ^ up) | match;
            var rises = down | ~(diagonal | up);
            var falls = up & diagonal;
            steps[column] = (sbyte)((int)((rises >> lowest) & 1) - (int)((falls >> lowest) & 1));
            rises = (rises << 1) | stepsUp;
            falls = (falls << 1) | stepsDown;
            up = falls | ~(vertical | rises);
            down = rises & vertical;
        }
    }

    // Numbers what the shorter side has from 1; 0 stands for what only the longer side has, and is never looked up.
    private static (int[] Rows, int[] Columns, int Symbols) Arrange(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var longer = first.Length >= second.Length ? first : second;
        var shorter = first.Length >= second.Length ? second : first;
        var numbers = new Dictionary<int, int>();
        var columns = new int[shorter.Length];
        for (var place = 0; place < columns.Length; place++)
        {
            numbers.TryAdd(shorter[place], numbers.Count + 1);
            columns[place] = numbers[shorter[place]];
        }

        var rows = new int[longer.Length];
        for (var place = 0; place < rows.Length; place++)
        {
            rows[place] = numbers.GetValueOrDefault(longer[place]);
        }

        return (rows, columns, numbers.Count + 1);
    }

    private static void Mark(ReadOnlySpan<int> block, ulong[] masks)
    {
        for (var row = 0; row < block.Length; row++)
        {
            masks[block[row]] |= 1UL << row;
        }
    }

    private static void Unmark(ReadOnlySpan<int> block, ulong[] masks)
    {
        foreach (var symbol in block)
        {
            masks[symbol] = 0;
        }
    }
}
