using Penstock.Gateway.Snapshot.Settings;
using Penstock.Server.Snapshots.Document;
using Penstock.Server.Snapshots.Shapes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Compile;

/// <summary>The rules between values: unique names, references, numbers that must fit each other. Empty places were reported before and are passed over.</summary>
internal static class DocumentRules
{
    public static void Check(PenstockDocument document, ReadContext context)
    {
        var names = Declared.In(document, context);
        CheckUnique(document, context);
        CheckDeadlines("deadlines", document.Deadlines, context);
        CheckRetries("retries", document.Retries, context);
        CheckReceive(document.Receive, context);
        WarnOfPlainSecrets(context);

        Each(document.Providers, "providers", (provider, path) => ProviderRules.Check(provider, path, context));
        Each(document.Models, "models", (model, path) => CheckModel(model, path, names, context));
        Each(document.Apps, "apps", (app, path) => AppRules.Check(app, path, names, context));
        KeyRules.Check(document.Keys, names, context);
    }

    public static void Each<T>(IReadOnlyList<T> items, string path, Action<T, string> check)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is { } item)
            {
                check(item, $"{path}[{i}]");
            }
        }
    }

    public static void CheckDeadlines(string path, DeadlineDocument? deadlines, ReadContext context)
    {
        if (deadlines is { Total: { } total })
        {
            Fits("connect", deadlines.Connect);
            Fits("first_token", deadlines.FirstToken);
            Fits("stall", deadlines.Stall);
        }

        void Fits(string key, TimeSpan? part)
        {
            if (part > deadlines.Total)
            {
                var shown = DurationShape.Show(deadlines.Total.Value);
                context.Fail($"{path}.{key}", $"{DurationShape.Show(part.Value)} is longer than `total` ({shown}); shorten it or raise `total`");
            }
        }
    }

    public static void CheckRetries(string path, RetryDocument? retries, ReadContext context)
    {
        if (retries is { BaseDelay: { } first, MaxDelay: { } most } && first > most)
        {
            context.Fail($"{path}.base_delay", $"{DurationShape.Show(first)} is longer than `max_delay` ({DurationShape.Show(most)})");
        }
    }

    // A limit below that would refuse the largest body even when nothing else is held.
    private static void CheckReceive(ReceiveSettings receive, ReadContext context)
    {
        var least = (long)ReceiveSettings.BuffersPerRequest * receive.MaxBodyBytes;
        if (receive.MaxBytesInFlight < least)
        {
            context.Fail(
                "receive.max_bytes_in_flight",
                $"{SizeShape.Show(receive.MaxBytesInFlight.Value)} is less than three times `max_body` ({SizeShape.Show(least)}), what one such request needs; raise it or lower `max_body`");
        }
    }

    private static void CheckUnique(PenstockDocument document, ReadContext context)
    {
        Unique("tenants", document.Tenants.Select(tenant => tenant?.Name));
        Unique("providers", document.Providers.Select(provider => provider?.Name));
        Unique("models", document.Models.Select(model => model?.Name));
        Unique("apps", document.Apps.Select(app => app?.Name));
        Unique("keys", document.Keys.Select(key => key?.Name));

        void Unique(string section, IEnumerable<string?> names)
        {
            var first = new Dictionary<string, Place>();
            foreach (var (i, name) in names.Index())
            {
                var path = $"{section}[{i}].name";
                if (name is not null && !first.TryAdd(name, context.PlaceOf(path)))
                {
                    context.Fail(path, $"the name `{context.Show(name)}` is taken; the first is on line {first[name].Line}. Rename or remove one");
                }
            }
        }
    }

    private static void CheckModel(ModelDocument model, string path, Declared names, ReadContext context)
    {
        names.Providers.Require(model.Provider, $"{path}.provider", context);
        if (model.MaxOutput > model.ContextWindow)
        {
            context.Fail($"{path}.max_output", $"{model.MaxOutput:N0} is more than `context_window` ({model.ContextWindow:N0})");
        }
    }

    private static void WarnOfPlainSecrets(ReadContext context)
    {
        foreach (var (path, scalar) in context.Secrets)
        {
            if ((path.Contains(".secret") || path.EndsWith(".api_key") || path.EndsWith(".metrics_key")) && !scalar.Text.Contains("${", StringComparison.Ordinal))
            {
                context.Warn(path, "a secret stands in the file; better put it into a variable: ${NAME}");
            }
        }
    }
}
