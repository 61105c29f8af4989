using System.CommandLine;
using System.CommandLine.Parsing;
using Penstock.Simulator.Faults;

namespace Penstock.Simulator.Commands;

/// <summary>Options whose values need more than the parser's own types.</summary>
internal static class CommandOptions
{
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = ReadDuration,
    };

    /// <summary>One or more URLs, by commas or by repeating the option.</summary>
    public static Option<Uri[]> Urls(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = ReadUrls,
        DefaultValueFactory = _ => [],
    };

    private static TimeSpan? ReadDuration(ArgumentResult result)
    {
        var duration = Durations.Parse(result.Tokens[0].Value);
        if (duration is null)
        {
            result.AddError($"'{result.Tokens[0].Value}' is not a duration such as 250ms, 1.5s or 30m.");
        }

        return duration;
    }

    private static Uri[] ReadUrls(ArgumentResult result)
    {
        var urls = new List<Uri>();
        foreach (var text in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out var url))
            {
                urls.Add(url);
            }
            else
            {
                result.AddError($"'{text}' is not a URL such as http://127.0.0.1:9001.");
            }
        }

        return [.. urls];
    }
}
