namespace Penstock.Simulator.Engine;

/// <summary>Looks a prompt up in the prefix cache.</summary>
internal static class PromptReading
{
    public static PromptUsage Read(EngineCore engine, EngineRequest request)
    {
        var meter = request.Prompt;

        // The last token is always worked out anew: without it there would be nothing to continue from.
        var usable = Math.Min(meter.Blocks.Length, Math.Max(meter.Tokens - 1, 0) / PromptMeter.BlockTokens);
        var cached = Math.Min(engine.Cache.Visit(meter.Blocks), usable) * PromptMeter.BlockTokens;
        if (request.MarkedTokens is not { } marked)
        {
            return new PromptUsage(meter.Tokens, cached, 0);
        }

        var markedBlocks = Math.Min(marked / PromptMeter.BlockTokens, usable) * PromptMeter.BlockTokens;
        cached = Math.Min(cached, markedBlocks);
        return new PromptUsage(meter.Tokens, cached, markedBlocks - cached);
    }
}
