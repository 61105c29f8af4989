using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Judges;

/// <summary>Who was preferred to whom how often, with ties: the table of a tournament of models, prompts or answers.</summary>
/// <remarks>Memory O(items²). Not thread-safe while it is filled.</remarks>
public sealed class PairwiseOutcomes
{
    private const int MaxItems = 1000;

    private readonly string[] _items;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly long[][] _wins;
    private readonly long[][] _ties;

    /// <summary>A table without any comparison.</summary>
    /// <param name="items">The names of what is compared: 2 to 1,000, each once.</param>
    /// <exception cref="ArgumentException">There are too few or too many names, or one comes twice.</exception>
    public PairwiseOutcomes(params IReadOnlyList<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count is < 2 or > MaxItems)
        {
            throw new ArgumentException($"Holds {items.Count} names; 2 to {MaxItems} are allowed.", nameof(items));
        }

        Check.Items(items);
        _items = [.. items];
        for (var place = 0; place < _items.Length; place++)
        {
            if (!_places.TryAdd(_items[place], place))
            {
                throw new ArgumentException($"Names '{_items[place]}' twice.", nameof(items));
            }
        }

        _wins = [.. _items.Select(_ => new long[_items.Length])];
        _ties = [.. _items.Select(_ => new long[_items.Length])];
    }

    /// <summary>The names, in the order given.</summary>
    public IReadOnlyList<string> Items => _items;

    /// <summary>How many comparisons were added, ties included.</summary>
    public long Comparisons { get; private set; }

    /// <summary>Adds comparisons that the first item won.</summary>
    /// <param name="winner">The name of the winner.</param>
    /// <param name="loser">The name of the loser.</param>
    /// <param name="count">How many such comparisons, at least 0.</param>
    /// <exception cref="ArgumentException">A name is unknown, or both are the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public void AddWins(string winner, string loser, long count = 1)
    {
        Check.Count(count, 0);
        Check.Count(Comparisons + count, 0, nameof(count));
        var (one, other) = (Place(winner, nameof(winner)), Place(loser, nameof(loser)));
        Differ(one, other, nameof(loser));
        _wins[one][other] += count;
        Comparisons += count;
    }

    /// <summary>Adds comparisons without a winner.</summary>
    /// <param name="first">The name of one item.</param>
    /// <param name="second">The name of the other.</param>
    /// <param name="count">How many such comparisons, at least 0.</param>
    /// <exception cref="ArgumentException">A name is unknown, or both are the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public void AddTies(string first, string second, long count = 1)
    {
        Check.Count(count, 0);
        Check.Count(Comparisons + count, 0, nameof(count));
        var (one, other) = (Place(first, nameof(first)), Place(second, nameof(second)));
        Differ(one, other, nameof(second));
        _ties[one][other] += count;
        _ties[other][one] += count;
        Comparisons += count;
    }

    internal int Place(string item, string name) =>
        _places.TryGetValue(item, out var place) ? place : throw new ArgumentException($"'{item}' is none of the compared items.", name);

    internal double Points(int item, int against) => _wins[item][against] + (_ties[item][against] / 2.0);

    internal double Games(int item, int against) => _wins[item][against] + _wins[against][item] + _ties[item][against];

    private void Differ(int one, int other, string name)
    {
        if (one == other)
        {
            throw new ArgumentException($"'{_items[one]}' cannot be compared with itself.", name);
        }
    }
}
