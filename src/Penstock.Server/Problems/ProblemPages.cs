using System.Net;
using System.Text;
using Penstock.Contracts.Faults;

namespace Penstock.Server.Problems;

/// <summary>A page for people about each fault: where the <c>type</c> of a problem leads.</summary>
internal static class ProblemPages
{
    public static IEndpointRouteBuilder MapProblemPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/problems/{slug}", Show).AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static IResult Show(string slug) => FaultTable.TryParse(slug, out var code)
        ? Results.Content(Render(code.Row(), ProblemAdvice.Of(slug)), "text/html; charset=utf-8")
        : Results.Content(Page("No such problem", "<p>There is no problem of this name.</p>"), "text/html; charset=utf-8", statusCode: StatusCodes.Status404NotFound);

    private static string Render(FaultRow row, string advice)
    {
        var body = new StringBuilder($"<p><code>{row.Slug}</code> · HTTP {row.Status}</p>");
        foreach (var paragraph in advice.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            body.Append($"<p>{Inline(paragraph)}</p>");
        }

        return Page(row.Title, body.ToString());
    }

    // The advice is Markdown of one kind only: `code`.
    private static string Inline(string text) =>
        string.Concat(WebUtility.HtmlEncode(text).Split('`').Select((part, at) => at % 2 == 0 ? part : $"<code>{part}</code>"));

    private static string Page(string title, string body) => $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{{title}} · Penstock</title>
          <style>
            :root { color-scheme: light dark; }
            body { font: 16px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 4rem auto; padding: 0 1rem; }
            code { font-family: ui-monospace, monospace; background: color-mix(in srgb, currentColor 10%, transparent); padding: .1em .3em; border-radius: 4px; }
          </style>
        </head>
        <body><main><h1>{{title}}</h1>{{body}}</main></body>
        </html>
        """;
}
