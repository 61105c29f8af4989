using System.Buffers;

namespace Penstock.Simulator.Hosting;

/// <summary>A request's whole body in a pooled buffer.</summary>
internal readonly struct RequestBody : IDisposable
{
    private readonly byte[] _rented;

    private RequestBody(byte[] rented, int length) => (_rented, Utf8) = (rented, rented.AsMemory(0, length));

    public ReadOnlyMemory<byte> Utf8 { get; }

    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync();
            if (read.IsCompleted || read.IsCanceled)
            {
                var length = (int)read.Buffer.Length;
                var rented = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
                read.Buffer.CopyTo(rented);
                reader.AdvanceTo(read.Buffer.End);
                return new RequestBody(rented, length);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}
