using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace Penstock.Simulator.Hosting;

/// <summary>A reusable place to put an answer together, so that its length is known before it leaves.</summary>
internal sealed class JsonBuffer : IResettable
{
    private static readonly ObjectPool<JsonBuffer> Pool =
        new DefaultObjectPool<JsonBuffer>(new DefaultPooledObjectPolicy<JsonBuffer>());

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    public JsonBuffer() => Json = new Utf8JsonWriter(
        _bytes, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public Utf8JsonWriter Json { get; }

    public ReadOnlyMemory<byte> Utf8
    {
        get
        {
            Json.Flush();
            return _bytes.WrittenMemory;
        }
    }

    public static JsonBuffer Rent() => Pool.Get();

    public static void Return(JsonBuffer buffer) => Pool.Return(buffer);

    public bool TryReset()
    {
        _bytes.ResetWrittenCount();
        Json.Reset();
        return _bytes.Capacity <= 1 << 20;
    }
}
