using System.Text.Json;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>How the wish for reasoning is said to one model.</summary>
/// <remarks>
/// A caller who knows the provider sends its <c>thinking</c> object, which is passed on as it stands. Otherwise
/// <c>reasoning_effort</c> decides: models that think adaptively get the effort, older ones a budget that is a share
/// of the answer's limit, because they refuse the other form.
/// </remarks>
internal readonly record struct ThinkingPlan(JsonElement Given, long Budget, string? Effort)
{
    private const int SmallestBudget = 1_024;
    private const int LargestBudget = 32_000;

    /// <summary>Parts of the ids of Claude models that know budgets only. Other vendors' models know no other form either.</summary>
    private static readonly string[] BudgetOnly = ["claude-2", "claude-3", "-4-0", "-4-1", "-4-5", "-4-2025", "-4@", "-4.1", "-4.5"];

    /// <summary>Whether thinking was asked for in OpenAI's words.</summary>
    public bool IsTranslated => Budget > 0 || Effort is not null;

    public static ThinkingPlan For(JsonElement request, string model, long limit, bool forcesCall)
    {
        var given = request.Field("thinking"u8);
        if (given.ValueKind == JsonValueKind.Object)
        {
            return new ThinkingPlan(given, 0, null);
        }

        // A forced call and thinking exclude each other; what the caller said about tools weighs more than a hint.
        var effort = request.Field("reasoning_effort"u8);
        if (!effort.IsText() || effort.Is("none"u8) || forcesCall)
        {
            return default;
        }

        if (IsAdaptive(model))
        {
            return new ThinkingPlan(default, 0, effort.Is("minimal"u8) ? "low" : effort.GetString());
        }

        var budget = Math.Min(LargestBudget, (long)(limit * Share(effort)));
        return limit <= SmallestBudget || LacksThinking(request)
            ? default
            : new ThinkingPlan(default, Math.Max(SmallestBudget, budget), null);
    }

    /// <summary>Writes <c>thinking</c> and <c>output_config</c>, which also holds the schema of the answer.</summary>
    public void Write(JsonElement schema, Utf8JsonWriter writer)
    {
        WriteThinking(writer);

        if (!schema.IsThere() && Effort is null)
        {
            return;
        }

        writer.WriteStartObject("output_config"u8);
        if (Effort is not null)
        {
            writer.WriteString("effort"u8, Effort);
        }

        if (schema.IsThere())
        {
            writer.WritePropertyName("format"u8);
            writer.StartTyped("json_schema"u8);
            writer.WriteValue("schema"u8, schema);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void WriteThinking(Utf8JsonWriter writer)
    {
        writer.WriteIfThere("thinking"u8, Given);
        if (!IsTranslated)
        {
            return;
        }

        writer.WritePropertyName("thinking"u8);
        writer.StartTyped(Effort is null ? "enabled"u8 : "adaptive"u8);
        if (Effort is null)
        {
            writer.WriteNumber("budget_tokens"u8, Budget);
        }

        writer.WriteEndObject();
    }

    private static bool IsAdaptive(string model)
    {
        if (!model.Contains("claude", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var mark in BudgetOnly)
        {
            if (model.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    private static double Share(JsonElement effort) => effort.GetString() switch
    {
        "minimal" or "low" => 0.2,
        "medium" => 0.5,
        "high" => 0.8,
        _ => 0.9,
    };

    // With a budget set, a call in the last answer without its thinking is refused, and a caller that
    // dropped the blocks cannot bring them back.
    private static bool LacksThinking(JsonElement request)
    {
        var lacks = false;
        foreach (var message in request.Field("messages"u8).Items())
        {
            if (message.Field("role"u8).Is("assistant"u8))
            {
                lacks = message.Field("tool_calls"u8).IsThere() && !message.Field("thinking_blocks"u8).IsThere();
            }
        }

        return lacks;
    }
}
