namespace Penstock.Simulator.Engine;

/// <summary>Which prompt blocks the engine still holds; the least recently used go first.</summary>
internal sealed class PrefixCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, LinkedListNode<ulong>> _held = [];
    private readonly LinkedList<ulong> _order = new();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _held.Count;
            }
        }
    }

    /// <summary>Touches and stores a prompt's blocks, and says how many of the leading ones were there.</summary>
    public int Visit(ReadOnlySpan<ulong> blocks)
    {
        if (capacity == 0 || blocks.IsEmpty)
        {
            return 0;
        }

        lock (_lock)
        {
            var hits = 0;
            while (hits < blocks.Length && Touch(blocks[hits]))
            {
                hits++;
            }

            foreach (var block in blocks[hits..])
            {
                Store(block);
            }

            return hits;
        }
    }

    private bool Touch(ulong block)
    {
        if (!_held.TryGetValue(block, out var node))
        {
            return false;
        }

        _order.Remove(node);
        _order.AddLast(node);
        return true;
    }

    private void Store(ulong block)
    {
        if (Touch(block))
        {
            return;
        }

        if (_held.Count == capacity && _order.First is { } oldest)
        {
            _held.Remove(oldest.Value);
            _order.RemoveFirst();
        }

        _held[block] = _order.AddLast(block);
    }
}
