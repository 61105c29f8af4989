using System.Globalization;

namespace Penstock.Simulator.Replay;

/// <summary>Reads traces laid out like the Azure LLM inference traces, see <see cref="Columns"/>.</summary>
internal static class TraceReader
{
    private static readonly string[] Columns = ["TIMESTAMP", "ContextTokens", "GeneratedTokens"];

    /// <summary>The requests of the trace's first <paramref name="window"/>.</summary>
    /// <exception cref="FormatException">A line is not what it should be; the message says which and how.</exception>
    public static async Task<List<TracePoint>> ReadAsync(
        string path, TimeSpan window, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(path);
        var header = (await reader.ReadLineAsync(cancellationToken) ?? "").Split(',');
        var columns = Columns.Select(name => Array.IndexOf(header, name)).ToArray();
        if (columns.Contains(-1))
        {
            throw new FormatException($"{path}: the first line must name the columns {string.Join(", ", Columns)}.");
        }

        var points = new List<TracePoint>();
        DateTime? first = null;
        for (var line = 2; await reader.ReadLineAsync(cancellationToken) is { } text; line++)
        {
            var fields = text.Split(',');
            if (text.Length == 0)
            {
                continue;
            }

            if (fields.Length < header.Length || !TryParse(fields, columns, out var at, out var prompt, out var answer))
            {
                throw new FormatException($"{path}, line {line}: expected a time and two whole numbers.");
            }

            first ??= at;
            if (at - first < window)
            {
                points.Add(new TracePoint(at - first.Value, Math.Max(prompt, 1), Math.Max(answer, 1)));
            }
        }

        points.Sort((left, right) => left.At.CompareTo(right.At));
        return points;
    }

    private static bool TryParse(string[] fields, int[] columns, out DateTime at, out int prompt, out int answer)
    {
        (prompt, answer) = (0, 0);
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParse(fields[columns[0]], CultureInfo.InvariantCulture, Utc, out at)
            && int.TryParse(fields[columns[1]], NumberStyles.None, CultureInfo.InvariantCulture, out prompt)
            && int.TryParse(fields[columns[2]], NumberStyles.None, CultureInfo.InvariantCulture, out answer);
    }
}
