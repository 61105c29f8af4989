namespace Penstock.Gateway.Receive;

/// <summary>Where one top-level field of a body is. Offsets in bytes.</summary>
/// <param name="NameStart">The first byte of the name, after its quote.</param>
/// <param name="NameLength">The name's length as written.</param>
/// <param name="ValueStart">The first byte of the value.</param>
/// <param name="ValueEnd">One past its last byte.</param>
internal readonly record struct FieldSpan(int NameStart, int NameLength, int ValueStart, int ValueEnd);

/// <summary>What one pass over a body found: where things are, and the few values the gateway acts on.</summary>
internal sealed class RequestEnvelope
{
    /// <summary>The top-level fields in order.</summary>
    public List<FieldSpan> Fields { get; } = new(12);

    /// <summary>What the caller wrote in <c>model</c>.</summary>
    public required string Model { get; set; }

    /// <summary>Where the value of <c>model</c> is, quotes included.</summary>
    public FieldSpan ModelField { get; set; }

    /// <summary>Whether an answer in pieces was asked for.</summary>
    public bool Stream { get; set; }

    /// <summary>Where <c>stream_options</c> is, if it is an object.</summary>
    public FieldSpan? StreamOptions { get; set; }

    /// <summary>Where the value of <c>stream_options.include_usage</c> is: start and end, or zeros.</summary>
    public (int Start, int End) IncludeUsage { get; set; }

    /// <summary>Whether the caller asked for usage at the end of its stream.</summary>
    public bool WantsUsage { get; set; }

    /// <summary>One past the opening bracket of <c>messages</c>.</summary>
    public int MessagesStart { get; set; }

    /// <summary>Where <c>system</c> is (Anthropic), if it was sent and is not null.</summary>
    public FieldSpan? System { get; set; }

    /// <summary>Whether <c>system</c> is an array of blocks.</summary>
    public bool SystemIsArray { get; set; }

    /// <summary>The longest answer the caller asked for, in tokens.</summary>
    public long? MaxOutput { get; set; }

    /// <summary>How many answers were asked for.</summary>
    public long Choices { get; set; } = 1;

    /// <summary>The end user the caller named, at most 256 characters.</summary>
    public string? User { get; set; }

    /// <summary>The offset of the closing brace.</summary>
    public int CloseBrace { get; set; }

    /// <summary>The length of all text in the body in bytes, images left out: what token estimates start from.</summary>
    public long TextBytes { get; set; }

    /// <summary>How many images and files the body holds.</summary>
    public int Attachments { get; set; }
}
