using Penstock.Contracts.Admin.Config;
using Spectre.Console;

namespace Penstock.Cli.Commands.Config;

/// <summary>The difference between two configurations, as people know differences.</summary>
internal static class PlanDrawing
{
    public static void Draw(ConfigPlan plan, IAnsiConsole console)
    {
        if (plan.Changes.Count == 0)
        {
            console.WriteLine("Nothing changes.");
            return;
        }

        foreach (var change in plan.Changes)
        {
            var (sign, color) = change.Kind switch
            {
                "add" => ("+", Color.Green),
                "remove" => ("-", Color.Red),
                _ => ("~", Color.Yellow),
            };
            console.Write(new Text($"{sign} {change.What}\n", new Style(color)));
            foreach (var field in change.Fields)
            {
                console.WriteLine($"    {field.Name}: {Values(change.Kind, field)}");
            }
        }
    }

    private static string Values(string kind, ConfigFieldChange field) => kind switch
    {
        "add" => field.To ?? "-",
        "remove" => field.From ?? "-",
        _ => $"{field.From ?? "-"} → {field.To ?? "-"}",
    };
}
