namespace Penstock.Simulator.Engine;

/// <summary>Lets a fixed number of sequences run and the others wait in order of arrival.</summary>
internal sealed class SequenceGate(int capacity)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource<bool>> _waiting = new();
    private int _running;

    public int Running => Volatile.Read(ref _running);

    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    public bool TryEnter()
    {
        lock (_lock)
        {
            return _running < capacity && ++_running > 0;
        }
    }

    /// <summary>Waits for a place; false when the peer went away first, and then no place is held.</summary>
    public async Task<bool> WaitAsync(CancellationToken aborted)
    {
        var place = new LinkedListNode<TaskCompletionSource<bool>>(
            new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            if (_running < capacity)
            {
                _running++;
                return true;
            }

            _waiting.AddLast(place);
        }

        await using var registration = aborted.UnsafeRegister(_ => GiveUp(place), null);
        return await place.Value.Task;
    }

    /// <summary>Hands the place straight to the next in the queue, so that no newcomer can slip in between.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (_waiting.First is not { } next)
            {
                _running--;
                return;
            }

            _waiting.RemoveFirst();
            next.Value.SetResult(true);
        }
    }

    private void GiveUp(LinkedListNode<TaskCompletionSource<bool>> place)
    {
        lock (_lock)
        {
            if (place.List is not null)
            {
                _waiting.Remove(place);
                place.Value.SetResult(false);
            }
        }
    }
}
