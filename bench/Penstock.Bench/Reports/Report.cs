using System.Text;
using System.Text.Json;
using Penstock.Bench.Scenarios;
using Penstock.Bench.Systems;

namespace Penstock.Bench.Reports;

/// <summary>Collects what scenarios measure and writes it as Markdown for people and JSON for machines.</summary>
internal sealed class Report(RunOptions options)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly Dictionary<string, List<Measurement>> _loads = [];
    private readonly List<StreamMeasurement> _streams = [];
    private readonly List<MemoryMeasurement> _memory = [];

    public void Add(string scenario, IEnumerable<Measurement> measured)
    {
        if (!_loads.TryGetValue(scenario, out var all))
        {
            _loads[scenario] = all = [];
        }

        all.AddRange(measured);
    }

    public void Add(StreamMeasurement measured)
    {
        Console.WriteLine(
            $"  round {measured.Round + 1} streams  {measured.System,-9} TTFT p50 {measured.FirstTokenP50Ms:0.0} p99 {measured.FirstTokenP99Ms:0.0} ms  "
            + $"lost {measured.LostChunks}  stalled {measured.Stalled}  failed {measured.Failed}  others {measured.OthersCores:0.00}"
            + (measured.Disturbed ? " DISTURBED" : string.Empty));
        _streams.Add(measured);
    }

    public void Add(MemoryMeasurement measured)
    {
        Console.WriteLine($"  {measured.System,-9} {measured.Phase,-24} {measured.Median.Resident,5:0} MiB, peak {measured.PeakMiB,5:0}  {measured.RequestsPerSecond,7:0} rps");
        _memory.Add(measured);
    }

    public string Write(string folder)
    {
        var markdown = Markdown();
        var stem = Path.Combine(folder, options.Scenario);
        File.WriteAllText($"{stem}.md", markdown);
        File.WriteAllText($"{stem}.json", JsonSerializer.Serialize(
            new { Machine = MachineFacts.Describe(), Options = options, Loads = _loads, Streams = _streams, Memory = _memory }, Json));

        return markdown;
    }

    private string Markdown()
    {
        var text = new StringBuilder($"# Bench: {options.Scenario}\n\n{MachineFacts.Describe()}\n\n");
        text.Append($"Medians of {options.Rounds} rounds, smallest and largest in brackets; systems alternate within a round. ");
        text.Append("Measurements during which other processes used more than 5 % of a core are void and left out.\n");
        foreach (var (scenario, measured) in _loads)
        {
            foreach (var group in measured.GroupBy(one => one.Case))
            {
                text.Append($"\n## {scenario}, {group.Key}\n\n{LoadTable([.. group.Where(Counts)])}");
                text.Append($"\nVoid: {group.Count(one => !Counts(one))} of {group.Count()}.\n");
            }
        }

        text.Append(_streams.Count > 0 ? $"\n## streams, {options.Streams} at once\n\n{StreamTable()}\nVoid: {_streams.Count(one => one.Disturbed)} of {_streams.Count}.\n" : string.Empty);
        text.Append(_memory.Count > 0 ? $"\n## memory\n\n{MemoryTable()}" : string.Empty);
        return text.ToString();
    }

    private bool Counts(Measurement one) => options.KeepDisturbed || !one.Disturbed;

    private static Table LoadTable(Measurement[] measured)
    {
        var table = new Table(
            "system", "rps", "p50 ms", "p99 ms", "p99.9 ms", "added p50 ms", "added p99 ms", "× Portkey", "× YARP", "failed", "RSS MiB", "cores");
        double Of(string system, Func<Measurement, double> figure) => measured.Where(one => one.System == system).Select(figure).Median();
        foreach (var name in SystemNames.All.Where(name => measured.Any(one => one.System == name)))
        {
            var own = measured.Where(one => one.System == name).ToArray();
            var rps = Of(name, one => one.RequestsPerSecond);
            table.Add(
                name,
                own.Select(one => one.RequestsPerSecond).Spread("0"),
                own.Select(one => one.P50Ms).Spread("0.000"),
                own.Select(one => one.P99Ms).Spread("0.00"),
                own.Select(one => one.P999Ms).Spread("0.0"),
                Number(Of(name, one => one.P50Ms) - Of(SystemNames.Direct, one => one.P50Ms), "0.000"),
                Number(Of(name, one => one.P99Ms) - Of(SystemNames.Direct, one => one.P99Ms), "0.00"),
                Number(rps / Of(SystemNames.Portkey, one => one.RequestsPerSecond), "0.00"),
                Number(rps / Of(SystemNames.Yarp, one => one.RequestsPerSecond), "0.00"),
                $"{own.Sum(one => one.Failures)}",
                Number(own.Select(one => one.ResidentMiB ?? double.NaN).Median(), "0"),
                Number(own.Select(one => one.Cores ?? double.NaN).Median(), "0.00"));
        }

        return table;
    }

    private Table StreamTable()
    {
        var table = new Table(
            "system", "streams", "TTFT p50 ms", "TTFT p99 ms", "gap p50 ms", "gap p99 ms", "longest gap ms", "lost chunks", "stalled", "failed", "texts", "RSS MiB", "cores");
        foreach (var group in _streams.Where(one => options.KeepDisturbed || !one.Disturbed).GroupBy(one => one.System))
        {
            table.Add(
                group.Key,
                $"{group.Sum(one => one.Streams)}",
                group.Select(one => one.FirstTokenP50Ms).Spread("0.0"),
                group.Select(one => one.FirstTokenP99Ms).Spread("0.0"),
                group.Select(one => one.GapP50Ms).Spread("0.0"),
                group.Select(one => one.GapP99Ms).Spread("0.0"),
                $"{group.Max(one => one.GapMaxMs):0.0}",
                $"{group.Sum(one => one.LostChunks)}",
                $"{group.Sum(one => one.Stalled)}",
                $"{group.Sum(one => one.Failed)}",
                $"{group.Max(one => one.DifferentTexts)}",
                Number(group.Select(one => one.ResidentMiB ?? double.NaN).Median(), "0"),
                Number(group.Select(one => one.Cores ?? double.NaN).Median(), "0.00"));
        }

        return table;
    }

    private Table MemoryTable()
    {
        var table = new Table("system", "phase", "rps", "resident MiB", "peak MiB", "own data", "code made", "program files");
        foreach (var one in _memory)
        {
            table.Add(
                one.System,
                one.Phase,
                one.RequestsPerSecond > 0 ? $"{one.RequestsPerSecond:0}" : "–",
                $"{one.Median.Resident:0}",
                $"{one.PeakMiB:0}",
                $"{one.Median.Anonymous:0}",
                $"{one.Median.Code:0}",
                $"{one.Median.Mapped:0}");
        }

        return table;
    }

    private static string Number(double value, string format) => double.IsNaN(value) ? "–" : value.ToString(format);
}
