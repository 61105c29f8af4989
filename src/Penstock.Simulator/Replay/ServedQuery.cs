using System.Text.Json;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.Replay;

/// <summary>Asks engines what they served.</summary>
internal static class ServedQuery
{
    /// <exception cref="HttpRequestException">An engine cannot be reached.</exception>
    public static async Task<ServedTotals> SumAsync(IReadOnlyList<Uri> engines, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var sum = new ServedTotals();
        foreach (var engine in engines)
        {
            var json = await http.GetByteArrayAsync(new Uri(engine, "/simulator/served"), cancellationToken);
            sum += JsonSerializer.Deserialize(json, SimulatorJson.Default.ServedTotals)!;
        }

        return sum;
    }
}
