using System.Text.Json;
using Penstock.Simulator.Faults;

namespace Penstock.Simulator.Engine;

/// <summary>Decides what an engine answers. The same request always gets the same answer.</summary>
internal static class AnswerComposer
{
    private const ulong ChoiceStep = 0xD1B54A32D192ED03;

    public static Answer[] Compose(EngineRequest request, FaultPlan plan, FleetOptions options)
    {
        var answers = new Answer[request.Choices];
        for (var choice = 0; choice < answers.Length; choice++)
        {
            var seed = request.Prompt.Seed + ((ulong)choice * ChoiceStep);
            answers[choice] = Filter(Compose(request, plan, options, seed), plan);
        }

        return answers;
    }

    private static Answer Compose(EngineRequest request, FaultPlan plan, FleetOptions options, ulong seed)
    {
        var budget = Math.Min(request.MaxTokens ?? int.MaxValue, options.ContextWindow - request.Prompt.Tokens);
        var natural = plan.AnswerTokens ?? AnswerLength.Asked(request) ?? options.AnswerTokens ?? 16 + (int)(seed % 32);
        natural = request is { IgnoreEos: true, MaxTokens: not null } ? budget : natural;

        var thoughts = request.Reasoning ? Math.Min(8 + (int)((seed >> 8) % 17), Math.Min(natural, budget) / 2) : 0;
        var reasoning = thoughts > 0 ? Prose.WriteReasoning(~seed, thoughts) : AnswerText.Empty;
        budget -= thoughts;

        if (request is { Tools.Count: > 0, EndsWithToolResult: false })
        {
            return CallTools(request, reasoning, budget, seed);
        }

        var written = Write(request, plan, seed, Math.Min(natural - thoughts, budget));
        var wanted = plan.Echo || request.Json ? written.Count : natural - thoughts;
        var ended = request.IgnoreEos || wanted > budget ? Finish.Length : Finish.Stop;
        return StopSequences.Apply(new Answer(reasoning, written.Take(budget), [], ended, null), request.Stops);
    }

    private static AnswerText Write(EngineRequest request, FaultPlan plan, ulong seed, int tokens)
    {
        if (plan.Echo && request.LastUserText.ValueKind == JsonValueKind.String)
        {
            return AnswerText.Of(request.LastUserText.GetString()!);
        }

        if (!request.Json)
        {
            return Prose.WriteAnswer(seed, tokens);
        }

        return AnswerText.Of(
            request.Schema.ValueKind == JsonValueKind.Undefined
                ? $$"""{"simulated": true, "answer": "{{Prose.WriteAnswer(seed, 8)}}"}"""
                : SchemaInstance.Write(request.Schema));
    }

    private static Answer CallTools(EngineRequest request, AnswerText reasoning, int budget, ulong seed)
    {
        var calls = new List<ToolCall>();
        foreach (var tool in request.Tools.Take(request.ParallelTools ? 2 : 1))
        {
            if (budget < 1)
            {
                return new Answer(reasoning, AnswerText.Empty, calls, Finish.Length, null);
            }

            var arguments = AnswerText.Of(SchemaInstance.Write(tool.Schema));
            var id = $"{seed + (ulong)calls.Count:x16}";
            calls.Add(new ToolCall(id, tool.Name, arguments.Take(budget - 1)));
            budget -= 1 + arguments.Count;
        }

        return new Answer(reasoning, AnswerText.Empty, calls, budget < 0 ? Finish.Length : Finish.ToolCalls, null);
    }

    private static Answer Filter(Answer answer, FaultPlan plan) =>
        plan.FilteredAt is { } at
            ? answer with { Text = answer.Text.Take(at), Finish = Finish.Filtered }
            : answer;
}
