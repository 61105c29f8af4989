namespace Penstock.Simulator.Faults;

/// <summary>The faults in force at one engine, beside those that model names ask for.</summary>
internal sealed class FaultSchedule(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private volatile Entry[] _entries = [];

    public IReadOnlyList<ScheduledFault> List() => [.. _entries.Select(entry => entry.Fault)];

    /// <summary>Adds a fault; false when its directives are not known.</summary>
    public bool TryAdd(ScheduledFault fault)
    {
        if (FaultGrammar.OfFault(fault.Fault) is not { } directives)
        {
            return false;
        }

        var entry = new Entry(fault, directives, clock.GetTimestamp());
        lock (_lock)
        {
            _entries = [.. _entries, entry];
        }

        return true;
    }

    public void Clear()
    {
        lock (_lock)
        {
            _entries = [];
        }
    }

    /// <summary>Applies every fault in force to a plan, and uses one of its times up.</summary>
    public FaultPlan Apply(FaultPlan plan, string model)
    {
        foreach (var entry in _entries)
        {
            if ((entry.Fault.Model is null || entry.Fault.Model == model) && entry.TryUse(clock))
            {
                plan = entry.Directives.Aggregate(plan, (current, directive) => directive.Take(current));
            }
        }

        return plan;
    }

    private sealed class Entry(ScheduledFault fault, FaultDirective[] directives, long added)
    {
        private int _left = fault.Times ?? int.MaxValue;

        public ScheduledFault Fault => fault;

        public FaultDirective[] Directives => directives;

        public bool TryUse(TimeProvider clock)
        {
            var age = clock.GetElapsedTime(added);
            return age >= fault.After
                && (fault.For is null || age < fault.After + fault.For)
                && (fault.Times is null || Interlocked.Decrement(ref _left) >= 0);
        }
    }
}
