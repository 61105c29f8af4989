using Penstock.Server.Snapshots.Document;
using Penstock.Server.Snapshots.Shapes;

namespace Penstock.Server.Snapshots.Compile;

/// <summary>What an app's keys must say together.</summary>
internal static class AppRules
{
    private static readonly HashSet<string> NotForExtraBody = [.. AppShapes.NotForExtraBody];

    public static void Check(AppDocument app, string path, Declared names, ReadContext context)
    {
        names.Models.Require(app.Model, $"{path}.model", context);
        CheckFallbacks(app, path, names, context);
        DocumentRules.CheckDeadlines($"{path}.deadlines", app.Deadlines, context);
        DocumentRules.CheckRetries($"{path}.retries", app.Retries, context);

        foreach (var key in app.ExtraBody.Keys.Where(NotForExtraBody.Contains))
        {
            var instead = AppShapes.IsParameter(key) ? "write it under `parameters`" : "it is set for each call; remove it";
            context.Fail($"{path}.extra_body.{key}", $"`{key}` does not belong here; {instead}");
        }

        if (app.Parameters.ContainsKey("max_tokens") && app.Parameters.ContainsKey("max_completion_tokens"))
        {
            context.Fail($"{path}.parameters.max_tokens", "`max_tokens` and `max_completion_tokens` say the same; keep one");
        }

        if (app.Name is not null && app.Name != app.Model && names.Models.Contains(app.Name))
        {
            context.Warn($"{path}.name", $"callers who name `{context.Show(app.Name)}` get this app, not the model of that name");
        }
    }

    private static void CheckFallbacks(AppDocument app, string path, Declared names, ReadContext context)
    {
        var seen = new HashSet<string>();
        foreach (var (i, fallback) in app.Fallbacks.Index())
        {
            var at = $"{path}.fallbacks[{i}]";
            names.Models.Require(fallback, at, context);
            if (fallback is not null && fallback == app.Model)
            {
                context.Fail(at, $"`{context.Show(fallback)}` is the app's own model; a fallback must be another");
            }
            else if (fallback is not null && !seen.Add(fallback))
            {
                context.Fail(at, $"`{context.Show(fallback)}` stands here twice; remove one");
            }
        }
    }
}
