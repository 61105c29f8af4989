using System.Text.Json.Serialization;
using Penstock.Simulator.Faults;
using Penstock.Simulator.Replay;

namespace Penstock.Simulator.Hosting;

/// <summary>The JSON of the pages under <c>/simulator</c> and of replay reports.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ServedTotals))]
[JsonSerializable(typeof(FaultOrder))]
[JsonSerializable(typeof(ReplayReport))]
[JsonSerializable(typeof(IReadOnlyList<ScheduledFault>))]
internal sealed partial class SimulatorJson : JsonSerializerContext;

/// <summary>A fault as <c>POST /simulator/faults</c> takes it; durations as people write them.</summary>
internal sealed record FaultOrder(
    string? Fault, string? Model = null, string? After = null, string? For = null, int? Times = null)
{
    public ScheduledFault? ToFault()
    {
        var (after, holds) = (Durations.Parse(After), Durations.Parse(For));
        return Fault is null || (After is not null && after is null) || (For is not null && holds is null)
            ? null
            : new ScheduledFault
            {
                Fault = Fault,
                Model = Model,
                After = after ?? TimeSpan.Zero,
                For = holds,
                Times = Times,
            };
    }
}
