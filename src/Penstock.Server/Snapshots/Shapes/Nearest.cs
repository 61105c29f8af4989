namespace Penstock.Server.Snapshots.Shapes;

/// <summary>Finds what somebody probably meant.</summary>
internal static class Nearest
{
    private const int LongestWord = 64;

    /// <summary>The candidate within a third of the word's length in edits, or <see langword="null"/>.</summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        if (word.Length > LongestWord)
        {
            return null;
        }

        var allowed = Math.Max(1, word.Length / 3);
        return candidates
            .Where(candidate => candidate.Length <= LongestWord)
            .Select(candidate => (Name: candidate, Edits: CountEdits(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(near => near.Edits <= allowed)
            .OrderBy(near => near.Edits)
            .Select(near => near.Name)
            .FirstOrDefault();
    }

    // Optimal string alignment: a swap of neighbours is one edit, as it is for the fingers.
    private static int CountEdits(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            table[i, 0] = i;
        }

        for (var j = 1; j <= right.Length; j++)
        {
            table[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                table[i, j] = Cheapest(table, left, right, i, j);
            }
        }

        return table[left.Length, right.Length];
    }

    private static int Cheapest(int[,] table, string left, string right, int i, int j)
    {
        var replace = table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
        var best = Math.Min(replace, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
        var isSwap = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return isSwap ? Math.Min(best, table[i - 2, j - 2] + 1) : best;
    }
}
