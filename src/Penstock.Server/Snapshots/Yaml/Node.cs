namespace Penstock.Server.Snapshots.Yaml;

/// <summary>A value of the document with the place it stands at. Immutable; an alias shares its anchor's node.</summary>
internal abstract class Node(Place place)
{
    public Place Place { get; } = place;

    /// <summary>How many nodes a walk visits when every alias is followed. Saturates, so that alias bombs cannot overflow it.</summary>
    public long Size { get; protected init; } = 1;

    /// <summary>The levels below, this one included.</summary>
    public int Depth { get; protected init; } = 1;

    /// <summary>For messages: what the reader sees here.</summary>
    public abstract string Kind { get; }

    protected static long SumSizes(IEnumerable<Node> children)
    {
        var sum = 1L;
        foreach (var child in children)
        {
            sum = Math.Min(sum + child.Size, int.MaxValue);
        }

        return sum;
    }
}

/// <summary>A list.</summary>
internal sealed class ListNode : Node
{
    public ListNode(Place place, IReadOnlyList<Node> items)
        : base(place)
    {
        Items = items;
        Size = SumSizes(items);
        Depth = 1 + items.Select(item => item.Depth).DefaultIfEmpty().Max();
    }

    public IReadOnlyList<Node> Items { get; }

    public override string Kind => "a list";
}

/// <summary>A key and its value.</summary>
internal sealed record MapEntry(string Key, Place Place, Node Value);

/// <summary>Keys and values. Keys are unique.</summary>
internal sealed class MapNode : Node
{
    public MapNode(Place place, IReadOnlyList<MapEntry> entries)
        : base(place)
    {
        Entries = entries;
        Size = SumSizes(entries.Select(entry => entry.Value));
        Depth = 1 + entries.Select(entry => entry.Value.Depth).DefaultIfEmpty().Max();
    }

    public IReadOnlyList<MapEntry> Entries { get; }

    public override string Kind => "a mapping";

    public Node? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
}
