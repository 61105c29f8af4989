using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.AnthropicOverOpenAi;

/// <summary>Writes the parts of a user message for one block.</summary>
/// <param name="writer">Where the parts go.</param>
/// <param name="path">The block, as faults name it.</param>
internal sealed class PartWriter(Utf8JsonWriter writer, string path)
{
    public Fault? Write(JsonElement block)
    {
        var type = block.Field("type"u8);
        if (type.Is("text"u8) && block.Field("text"u8).IsText())
        {
            writer.StartText(block.Field("text"u8));
            writer.WriteEndObject();
            return null;
        }

        if (type.Is("image"u8))
        {
            return WriteImage(block.Field("source"u8));
        }

        if (type.Is("document"u8))
        {
            return WriteDocument(block);
        }

        return type.Is("search_result"u8)
            ? WriteSearchResult(block)
            : TranslationFaults.Unsupported(path, "Only text, images, documents, search results and tool results are translated.");
    }

    private Fault? WriteImage(JsonElement source)
    {
        var type = source.Field("type"u8);
        var isUrl = type.Is("url"u8) && source.Field("url"u8).IsText();
        if (!isUrl && !IsBase64(source))
        {
            return TranslationFaults.Unsupported(path, "An image must come by url or as base64 data: a file_id is known to one vendor only.");
        }

        writer.StartTyped("image_url"u8);
        writer.WriteStartObject("image_url"u8);
        if (isUrl)
        {
            writer.WriteValue("url"u8, source.Field("url"u8));
        }
        else
        {
            WriteDataUri("url"u8, source);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return null;
    }

    private Fault? WriteDocument(JsonElement block)
    {
        var source = block.Field("source"u8);
        if (block.Field("citations"u8).Field("enabled"u8).IsTrue())
        {
            return TranslationFaults.Unsupported($"{path}.citations", "This model's provider gives no citations.");
        }

        if (IsBase64(source))
        {
            WriteFile(source, block.Field("title"u8));
            return null;
        }

        return WriteTextDocument(source);
    }

    private Fault? WriteTextDocument(JsonElement source)
    {
        var data = source.Field("data"u8);
        var content = source.Field("content"u8);
        var text = source.Field("type"u8).Is("text"u8) ? data : content;

        if (text.IsText())
        {
            writer.StartText(text);
            writer.WriteEndObject();
            return null;
        }

        if (content.ValueKind != JsonValueKind.Array)
        {
            return TranslationFaults.Unsupported(path, "A document must come as base64 data or text: this model's provider fetches no files.");
        }

        Fault? fault = null;
        foreach (var part in content.Items())
        {
            fault ??= Write(part);
        }

        return fault;
    }

    private void WriteFile(JsonElement source, JsonElement title)
    {
        writer.StartTyped("file"u8);
        writer.WriteStartObject("file"u8);
        writer.WritePropertyName("filename"u8);
        if (title.IsText())
        {
            writer.WriteValue(title);
        }
        else
        {
            writer.WriteStringValue("document.pdf"u8);
        }

        WriteDataUri("file_data"u8, source);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private Fault? WriteSearchResult(JsonElement block)
    {
        using var text = new TextJoiner();
        BlockText.TryAdd(block, text);

        writer.StartTyped("text"u8);
        writer.WriteString("text"u8, text.Utf8);
        writer.WriteEndObject();
        return null;
    }

    private void WriteDataUri(ReadOnlySpan<byte> name, JsonElement source)
    {
        using var uri = new TextJoiner();
        uri.Add("data:"u8);
        uri.Add(source.Field("media_type"u8));
        uri.Add(";base64,"u8);
        uri.Add(source.Field("data"u8));
        writer.WriteString(name, uri.Utf8);
    }

    private static bool IsBase64(JsonElement source) =>
        source.Field("type"u8).Is("base64"u8) && source.Field("data"u8).IsText() && source.Field("media_type"u8).IsText();
}
