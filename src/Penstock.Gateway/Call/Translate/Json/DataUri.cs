namespace Penstock.Gateway.Call.Translate.Json;

/// <summary>The parts of a <c>data:MEDIA;base64,DATA</c> address, as views into it.</summary>
internal readonly ref struct DataUri(ReadOnlySpan<byte> mediaType, ReadOnlySpan<byte> data)
{
    public ReadOnlySpan<byte> MediaType { get; } = mediaType;

    /// <summary>The base64 text.</summary>
    public ReadOnlySpan<byte> Data { get; } = data;

    public static bool IsOne(ReadOnlySpan<byte> url) => url.StartsWith("data:"u8);

    /// <summary>Reads an address; false when it is not base64.</summary>
    public static bool TryRead(ReadOnlySpan<byte> url, out DataUri uri)
    {
        uri = default;
        var comma = url.IndexOf((byte)',');
        if (!IsOne(url) || comma < 0)
        {
            return false;
        }

        var header = url["data:"u8.Length..comma];
        if (!header.EndsWith(";base64"u8))
        {
            return false;
        }

        uri = new DataUri(Normal(header[..header.IndexOf((byte)';')]), url[(comma + 1)..]);
        return true;
    }

    // Widely written, but not a registered type, and Anthropic takes only registered ones.
    private static ReadOnlySpan<byte> Normal(ReadOnlySpan<byte> mediaType) =>
        mediaType.SequenceEqual("image/jpg"u8) ? "image/jpeg"u8 : mediaType;
}
