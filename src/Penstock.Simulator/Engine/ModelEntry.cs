using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Penstock.Simulator.Faults;

namespace Penstock.Simulator.Engine;

/// <summary>One model name as asked for: its faults and what was served under it.</summary>
internal sealed class ModelEntry
{
    private readonly FaultDirective[] _directives;
    private long _firstAsked;

    public ModelEntry(string name)
    {
        Name = name;
        Json = Encoding.UTF8.GetBytes(
            $"\"{JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");
        _directives = FaultGrammar.OfModel(name);
    }

    public string Name { get; }

    /// <summary>The name as a JSON string, quotes included.</summary>
    public byte[] Json { get; }

    public ServedCounter Served { get; } = new();

    public FaultPlan Plan(TimeProvider clock)
    {
        if (_directives.Length == 0)
        {
            return FaultPlan.None;
        }

        var plan = FaultPlan.None;
        foreach (var directive in _directives)
        {
            plan = directive.Take(plan);
        }

        return plan.DownFor is { } down && AgeOfFirstRequest(clock) < down ? plan with { Status = 503 } : plan;
    }

    private TimeSpan AgeOfFirstRequest(TimeProvider clock)
    {
        // A reading of 0 would mean "not asked yet"; one tick of the clock does not matter to a window.
        var now = Math.Max(clock.GetTimestamp(), 1);
        var first = Interlocked.CompareExchange(ref _firstAsked, now, 0);
        return first == 0 ? TimeSpan.Zero : clock.GetElapsedTime(first, now);
    }
}
