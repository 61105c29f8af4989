using System.Text;

namespace Penstock.Simulator.Engine;

/// <summary>Ends an answer before the first stop sequence in its text.</summary>
internal static class StopSequences
{
    public static Answer Apply(Answer answer, List<string> stops)
    {
        var first = int.MaxValue;
        string? found = null;
        foreach (var stop in stops)
        {
            var at = answer.Text.IndexOf(Encoding.UTF8.GetBytes(stop));
            if (at >= 0 && at < first)
            {
                (first, found) = (at, stop);
            }
        }

        return found is null
            ? answer
            : answer with { Text = answer.Text.Before(first), Finish = Finish.StopSequence, StopSequence = found };
    }
}
