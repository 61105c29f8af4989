using System.Globalization;
using System.Text;
using Penstock.Simulator.Engine;

namespace Penstock.Simulator.Metrics;

/// <summary>The engine's state in the Prometheus text format, under vLLM's names.</summary>
internal static class MetricsPage
{
    public static string Write(EngineCore engine)
    {
        var text = new StringBuilder("# Simulated: these figures come from penstock-sim, not from a model server.\n");
        var model = engine.Options.Models.Count > 0 ? engine.Options.Models[0] : "simulated";
        var labels = $"engine=\"{engine.Index}\",model_name=\"{Escape(model)}\"";
        var served = engine.Served();

        Gauge(text, "vllm:num_requests_running", "Sequences being worked on.", labels, engine.Gate.Running);
        Gauge(text, "vllm:num_requests_waiting", "Sequences waiting for a place.", labels, engine.Gate.Waiting);
        Gauge(text, "vllm:kv_cache_usage_perc", "Part of the cache in use; 1 is full.", labels, CacheUse(engine));
        Counter(text, "vllm:prompt_tokens", "Prompt tokens read.", labels, served.PromptTokens);
        Counter(text, "vllm:generation_tokens", "Tokens generated.", labels, served.CompletionTokens);
        Counter(text, "vllm:prefix_cache_queries", "Prompt tokens looked up.", labels, served.PromptTokens);
        Counter(text, "vllm:prefix_cache_hits", "Prompt tokens found in the cache.", labels, served.CachedTokens);
        Header(text, "vllm:request_success_total", "Requests that ended, by how.", "counter");
        Sample(text, "vllm:request_success_total", $"{labels},finished_reason=\"stop\"", served.Answered);
        Sample(text, "vllm:request_success_total", $"{labels},finished_reason=\"abort\"", served.Aborted);

        foreach (var histogram in engine.Histograms.All)
        {
            Write(text, histogram, labels);
        }

        return text.ToString();
    }

    private static double CacheUse(EngineCore engine) =>
        engine.Options.PrefixCacheBlocks == 0 ? 0 : (double)engine.Cache.Count / engine.Options.PrefixCacheBlocks;

    private static void Write(StringBuilder text, Histogram histogram, string labels)
    {
        var (counts, sum) = histogram.Read();
        Header(text, histogram.Name, histogram.Help, "histogram");
        long total = 0;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            total += counts[bucket];
            var bound = bucket < histogram.Bounds.Length ? Format(histogram.Bounds[bucket]) : "+Inf";
            Sample(text, $"{histogram.Name}_bucket", $"{labels},le=\"{bound}\"", total);
        }

        Sample(text, $"{histogram.Name}_sum", labels, sum);
        Sample(text, $"{histogram.Name}_count", labels, total);
    }

    private static void Gauge(StringBuilder text, string name, string help, string labels, double value)
    {
        Header(text, name, help, "gauge");
        Sample(text, name, labels, value);
    }

    private static void Counter(StringBuilder text, string name, string help, string labels, double value)
    {
        Header(text, $"{name}_total", help, "counter");
        Sample(text, $"{name}_total", labels, value);
    }

    private static void Header(StringBuilder text, string name, string help, string type) =>
        text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private static void Sample(StringBuilder text, string name, string labels, double value) =>
        text.Append($"{name}{{{labels}}} {Format(value)}\n");

    private static string Format(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Escape(string label) =>
        label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
