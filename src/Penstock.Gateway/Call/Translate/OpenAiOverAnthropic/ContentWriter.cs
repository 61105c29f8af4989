using System.Text.Json;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Translate.Json;

namespace Penstock.Gateway.Call.Translate.OpenAiOverAnthropic;

/// <summary>Writes the blocks of one message's content.</summary>
/// <param name="writer">Where the blocks go.</param>
/// <param name="enter">Opens the place for a block, so that a message without content leaves none.</param>
/// <param name="path">The message, as faults name it.</param>
internal sealed class ContentWriter(Utf8JsonWriter writer, Action enter, string path)
{
    public Fault? Write(JsonElement message)
    {
        var content = message.Field("content"u8);
        if (content.IsText())
        {
            WriteText(content, message);
            return null;
        }

        Fault? fault = null;
        var index = 0;
        foreach (var part in content.Items())
        {
            fault ??= WritePart(part, index++);
        }

        return fault;
    }

    public void WriteText(JsonElement text, JsonElement marked)
    {
        // The provider refuses blocks without a visible character.
        if (!text.IsText() || text.IsBlank())
        {
            return;
        }

        enter();
        writer.StartText(text);
        CacheMarker.Write(marked, writer);
        writer.WriteEndObject();
    }

    private Fault? WritePart(JsonElement part, int index)
    {
        var type = part.Field("type"u8);
        if (type.Is("text"u8))
        {
            WriteText(part.Field("text"u8), part);
            return null;
        }

        if (type.Is("refusal"u8))
        {
            WriteText(part.Field("refusal"u8), part);
            return null;
        }

        if (type.Is("image_url"u8))
        {
            return WriteImage(part, index);
        }

        return type.Is("file"u8)
            ? new FileWriter(writer, enter, PathOf(index)).Write(part)
            : TranslationFaults.Unsupported(PathOf(index), "Only parts of type text, image_url and file are translated.");
    }

    private Fault? WriteImage(JsonElement part, int index)
    {
        var image = part.Field("image_url"u8);
        var url = image.IsText() ? image : image.Field("url"u8);
        if (!url.IsText())
        {
            return TranslationFaults.Invalid(PathOf(index), "An image needs a url.");
        }

        var address = url.Utf8();
        DataUri data = default;
        if (DataUri.IsOne(address) && !DataUri.TryRead(address, out data))
        {
            return TranslationFaults.Unsupported(PathOf(index), "An image within the request must be base64.");
        }

        enter();
        writer.StartTyped("image"u8);
        writer.WritePropertyName("source"u8);
        if (DataUri.IsOne(address))
        {
            SourceWriter.WriteBase64(data, writer);
        }
        else
        {
            SourceWriter.WriteUrl(url, writer);
        }

        CacheMarker.Write(part, writer);
        writer.WriteEndObject();
        return null;
    }

    private string PathOf(int index) => $"{path}.content[{index}]";
}
