namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

/// <summary>Images, documents and sound.</summary>
internal static class MediaFeatures
{
    public static IEnumerable<Feature> All =>
    [
        new("images by address")
        {
            OpenAi = """{"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"https://example.org/a.png"}}]}]}""",
            Anthropic = """{"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image","source":{"type":"url","url":"https://example.org/a.png"}}]}]}""",
            SeenByOpenAi = "messages.0.content.1.image_url.url=https://example.org/a.png",
            SeenByAnthropic = "messages.0.content.1.source.url=https://example.org/a.png",
        },
        new("images as data")
        {
            OpenAi = """{"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}}]}]}""",
            Anthropic = """{"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]}]}""",
            SeenByOpenAi = "messages.0.content.1.image_url.url=data:image/png;base64,AAAA",
            SeenByAnthropic = "messages.0.content.1.source.data=AAAA&messages.0.content.1.source.media_type=image/png",
            OverAnthropic = "without detail",
        },
        new("PDF as data")
        {
            OpenAi = """{"messages":[{"role":"user","content":[{"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AAAA"}}]}]}""",
            Anthropic = """{"messages":[{"role":"user","content":[{"type":"document","title":"a.pdf","source":{"type":"base64","media_type":"application/pdf","data":"AAAA"}}]}]}""",
            SeenByOpenAi = "messages.0.content.0.file.file_data=data:application/pdf;base64,AAAA&messages.0.content.0.file.filename=a.pdf",
            SeenByAnthropic = "messages.0.content.0.source.media_type=application/pdf&messages.0.content.0.title=a.pdf",
        },
        new("text documents")
        {
            OpenAi = """{"messages":[{"role":"user","content":[{"type":"file","file":{"filename":"a.txt","file_data":"data:text/plain;base64,aGk="}}]}]}""",
            Anthropic = """{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"hi"}}]}]}""",
            SeenByOpenAi = "messages.0.content.0.text=hi",
            SeenByAnthropic = "messages.0.content.0.source.data=hi",
            OverOpenAi = "as text",
        },
        new("PDF by address")
        {
            Anthropic = """{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"url","url":"https://example.org/a.pdf"}}]}]}""",
        },
        new("citations")
        {
            Anthropic = """{"messages":[{"role":"user","content":[{"type":"document","citations":{"enabled":true},"source":{"type":"text","media_type":"text/plain","data":"hi"}}]}]}""",
        },
        new("files by id")
        {
            OpenAi = """{"messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"f"}}]}]}""",
            Anthropic = """{"messages":[{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"f"}}]}]}""",
        },
        new("audio within the question")
        {
            OpenAi = """{"messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}]}]}""",
        },
        new("audio as the answer")
        {
            OpenAi = """{"modalities":["text","audio"],"audio":{"voice":"x","format":"wav"}}""",
        },
    ];
}
