using System.Text.Json;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Says a block in plain text where there is no better word for it.</summary>
internal static class BlockText
{
    public static bool TryAdd(JsonElement block, TextJoiner text)
    {
        var type = block.Field("type"u8);
        if (type.Is("text"u8))
        {
            text.Add(block.Field("text"u8));
            return true;
        }

        if (!type.Is("search_result"u8))
        {
            return false;
        }

        text.Add(block.Field("title"u8));
        text.Add("\n"u8);
        text.Add(block.Field("source"u8));
        foreach (var part in block.Field("content"u8).Items())
        {
            text.Add("\n"u8);
            text.Add(part.Field("text"u8));
        }

        return true;
    }
}
