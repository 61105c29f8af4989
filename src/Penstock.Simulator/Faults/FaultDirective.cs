namespace Penstock.Simulator.Faults;

/// <summary>One <c>!directive</c>: a change to the plan, perhaps for a limited number of requests.</summary>
internal sealed class FaultDirective(Func<FaultPlan, FaultPlan> apply, int? times)
{
    private int _left = times ?? int.MaxValue;

    /// <summary>Applies the directive while it has requests left.</summary>
    public FaultPlan Take(FaultPlan plan) =>
        times is null || Interlocked.Decrement(ref _left) >= 0 ? apply(plan) : plan;
}
