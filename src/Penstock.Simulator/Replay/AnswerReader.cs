using System.Text.Json;
using Penstock.Simulator.Hosting;

namespace Penstock.Simulator.Replay;

/// <summary>Reads one answer, whole or streamed, for its usage and for whether it was complete.</summary>
internal sealed class AnswerReader(bool isAnthropic)
{
    private ReplayUsage? _usage;
    private bool _isFinished;
    private bool _isTerminated;
    private bool _hasError;

    /// <summary>Set once a token of the answer has been read.</summary>
    public bool HasToken { get; private set; }

    public ReplayUsage Usage => _usage ?? default;

    /// <summary>What is missing from the answer, or <see langword="null"/> when it is complete.</summary>
    public string? Defect =>
        _hasError ? "error in the stream"
        : !_isFinished ? "no finish reason"
        : !_isTerminated ? "no terminator"
        : _usage is null ? "no usage"
        : null;

    public void ReadWhole(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        var root = document.RootElement;
        ReadUsage(root);
        _isFinished = isAnthropic
            ? root.TryGetProperty("stop_reason"u8, out _)
            : root.TryGetProperty("choices"u8, out var choices) && choices.GetArrayLength() > 0;
        _isTerminated = true;
        HasToken = true;
    }

    public void ReadLine(string line)
    {
        if (!line.StartsWith("data:", StringComparison.Ordinal))
        {
            return;
        }

        var data = line.AsMemory(5).Trim();
        if (data.Span is "[DONE]")
        {
            _isTerminated = true;
            return;
        }

        // Most events are one token; only those that can say something new are parsed.
        if (HasToken && !line.Contains("\"usage\":{", StringComparison.Ordinal)
            && !line.Contains("_reason\":\"", StringComparison.Ordinal)
            && !line.Contains("message_stop", StringComparison.Ordinal)
            && !line.Contains("\"error\"", StringComparison.Ordinal))
        {
            return;
        }

        using var document = JsonDocument.Parse(data);
        ReadEvent(document.RootElement);
    }

    private void ReadEvent(JsonElement root)
    {
        ReadUsage(root);
        if (isAnthropic)
        {
            ReadMessageEvent(root);
            return;
        }

        _hasError |= root.TryGetProperty("error"u8, out _);
        if (!root.TryGetProperty("choices"u8, out var choices))
        {
            return;
        }

        foreach (var choice in choices.EnumerateArray())
        {
            _isFinished |= choice.HasText("finish_reason"u8, out _);
            HasToken |= choice.TryGetProperty("delta"u8, out var delta)
                && delta.EnumerateObject().Any(member => member.Value.ValueKind == JsonValueKind.String
                    && !member.NameEquals("role"u8) && member.Value.GetString()!.Length > 0);
        }
    }

    private void ReadMessageEvent(JsonElement root)
    {
        switch (root.GetProperty("type"u8).GetString())
        {
            case "message_start":
                ReadUsage(root.GetProperty("message"u8));
                break;
            case "content_block_delta":
                HasToken = true;
                break;
            case "message_delta":
                _isFinished = true;
                break;
            case "message_stop":
                _isTerminated = true;
                break;
            case "error":
                _hasError = true;
                break;
        }
    }

    private void ReadUsage(JsonElement holder)
    {
        if (!holder.TryGetProperty("usage"u8, out var usage) || usage.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (!isAnthropic)
        {
            var hasDetails = usage.TryGetProperty("prompt_tokens_details"u8, out var details);
            var cached = hasDetails ? Number(details, "cached_tokens", 0) : 0;
            _usage = new ReplayUsage(Number(usage, "prompt_tokens", 0), cached, Number(usage, "completion_tokens", 0));
            return;
        }

        // Later events repeat what they know; what they leave out stays as it was.
        var before = Usage;
        var read = Number(usage, "cache_read_input_tokens", before.Cached);
        var prompt = usage.TryGetProperty("input_tokens"u8, out var input) && input.ValueKind == JsonValueKind.Number
            ? input.GetInt64() + read + Number(usage, "cache_creation_input_tokens", 0)
            : before.Prompt;
        _usage = new ReplayUsage(prompt, read, Number(usage, "output_tokens", before.Completion));
    }

    private static long Number(JsonElement holder, string name, long otherwise) =>
        holder.ValueKind == JsonValueKind.Object && holder.Has(name, out var value)
            && value.ValueKind == JsonValueKind.Number
            ? value.GetInt64()
            : otherwise;
}
