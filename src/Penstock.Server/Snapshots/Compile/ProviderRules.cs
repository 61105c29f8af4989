using Penstock.Contracts.Dialects;
using Penstock.Server.Snapshots.Document;
using Penstock.Server.Snapshots.Presets;
using Penstock.Server.Snapshots.Shapes;

namespace Penstock.Server.Snapshots.Compile;

/// <summary>What a provider's keys must say together.</summary>
internal static class ProviderRules
{
    public static void Check(ProviderDocument provider, string path, ReadContext context)
    {
        DocumentRules.CheckDeadlines($"{path}.deadlines", provider.Deadlines, context);
        DocumentRules.CheckRetries($"{path}.retries", provider.Retries, context);
        CheckUrls(provider, path, context);

        if (PresetOf(provider) is not { } preset)
        {
            // One that is there but wrong was reported already.
            if (!context.Has($"{path}.dialect") && !context.Has($"{path}.preset"))
            {
                context.Fail(path, "the key `dialect` is missing: write `dialect: openai`, `dialect: anthropic` or a `preset`");
            }

            return;
        }

        CheckDialect(provider, path, context);
        CheckAzure(provider, preset, path, context);
        WarnOfMissingKey(provider, preset, path, context);
    }

    /// <summary>The preset that applies: the one named, else the one the dialect names.</summary>
    public static ProviderPreset? PresetOf(ProviderDocument provider) => provider.Preset ?? provider.Dialect;

    private static void CheckDialect(ProviderDocument provider, string path, ReadContext context)
    {
        if (provider is { Preset: { } preset, Dialect: { } dialect } && preset != dialect && preset.Dialect.Name() != dialect.Name)
        {
            context.Fail($"{path}.dialect", $"the preset {preset.Name} speaks {preset.Dialect.Name()}, not {dialect.Name}; remove `dialect`");
        }
    }

    private static void CheckAzure(ProviderDocument provider, ProviderPreset preset, string path, ReadContext context)
    {
        var isAzure = preset == ProviderPresets.AzureOpenAi;
        if (isAzure && provider.Resource is null && provider.BaseUrls.Count == 0)
        {
            context.Fail(path, "azure-openai needs to know where: write `resource: NAME` or `base_urls: [https://NAME.openai.azure.com/openai/v1]`");
        }

        if (isAzure && provider.Resource is not null && provider.BaseUrls.Count > 0)
        {
            context.Fail($"{path}.resource", "`resource` and `base_urls` both say where; keep one");
        }

        if (!isAzure && provider.Resource is not null)
        {
            context.Fail($"{path}.resource", "only `preset: azure-openai` has a resource; remove it");
        }

        if (!isAzure && provider.ApiVersion is not null)
        {
            context.Fail($"{path}.api_version", "only `preset: azure-openai` has an api_version; elsewhere write `query: {…}`");
        }
    }

    private static void CheckUrls(ProviderDocument provider, string path, ReadContext context)
    {
        var first = new Dictionary<Uri, int>();
        foreach (var (i, url) in provider.BaseUrls.Index())
        {
            if (url is not null && !first.TryAdd(url, i))
            {
                context.Fail($"{path}.base_urls[{i}]", $"the same URL as base_urls[{first[url]}]; remove one");
            }

            if (url?.AbsolutePath.EndsWith("/chat/completions", StringComparison.Ordinal) is true
                || url?.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal) is true)
            {
                context.Fail($"{path}.base_urls[{i}]", "leave off the operation's path; it is added to every call");
            }
        }
    }

    private static void WarnOfMissingKey(ProviderDocument provider, ProviderPreset preset, string path, ReadContext context)
    {
        if (preset.NeedsKey && provider.Headers.Count == 0
            && !context.Has($"{path}.base_urls")
            && !context.Has($"{path}.api_key"))
        {
            context.Warn(path, $"{preset.Name} answers nobody without a credential; add `api_key`");
        }
    }
}
