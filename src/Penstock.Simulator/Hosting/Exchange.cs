using Penstock.Simulator.Engine;
using Penstock.Simulator.Faults;

namespace Penstock.Simulator.Hosting;

/// <summary>One inference request at an engine, after it was read.</summary>
internal sealed record Exchange(
    EngineCore Engine,
    HttpContext Context,
    IOperation Operation,
    EngineRequest Request,
    ModelEntry Model,
    FaultPlan Plan)
{
    private bool _hasEnded;

    public long Arrived { get; } = Engine.Clock.Now;

    public IDialect Dialect => Operation.Dialect;

    public string RequestId { get; } = Engine.NextId();

    /// <summary>When the first token leaves, as a clock reading.</summary>
    public long FirstTokenDue(PromptUsage prompt) => Plan.FirstTokenAfter is { } after
        ? Arrived + Engine.Clock.Ticks(after)
        : Engine.ReservePrefill(prompt.Tokens - prompt.Cached) + Engine.Clock.Ticks(Engine.Options.Timing.FirstToken);

    public long TokenTicks => Engine.Clock.Ticks(Plan.PerToken ?? Engine.Options.Timing.PerToken);

    public TimeSpan Age => Engine.Options.Clock.GetElapsedTime(Arrived);

    /// <summary>Counts how the exchange ended. Only the first call counts: that before the last byte, so that whoever has read the answer finds it counted.</summary>
    public void End(RequestEnd end)
    {
        if (!_hasEnded)
        {
            _hasEnded = true;
            Model.Served.End(end);
        }
    }
}
