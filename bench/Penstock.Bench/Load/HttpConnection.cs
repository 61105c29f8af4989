using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace Penstock.Bench.Load;

/// <summary>
/// One HTTP/1.1 connection that sends bytes made beforehand and reads just enough of the answer to find its end.
/// A general client would cost as much as the gateways that are measured with it.
/// </summary>
internal sealed class HttpConnection(IPEndPoint target) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;
    private int _start;
    private int _end;

    /// <summary>Sends a request and reads the whole answer. The body goes to <paramref name="observer"/> as it arrives.</summary>
    /// <returns>The status.</returns>
    /// <exception cref="IOException">The connection closed before the answer was complete.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ExchangeAsync(
        ReadOnlyMemory<byte> request, IBodyObserver? observer, CancellationToken cancellationToken)
    {
        var socket = _socket ??= await ConnectAsync(cancellationToken);
        try
        {
            await socket.SendAsync(request, cancellationToken);
            var head = await ReadHeadAsync(socket, cancellationToken);
            if (head.Chunked)
            {
                await ReadChunksAsync(socket, observer, cancellationToken);
            }
            else
            {
                await ReadBytesAsync(socket, head.Length, observer, cancellationToken);
            }

            if (head.Closes)
            {
                Close();
            }

            return head.Status;
        }
        catch
        {
            Close();
            throw;
        }
    }

    public void Dispose() => Close();

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
        _start = _end = 0;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ResponseHead> ReadHeadAsync(Socket socket, CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = Unread.IndexOf("\r\n\r\n"u8);
            if (length >= 0)
            {
                var head = ResponseHead.Parse(Unread[..length]);
                _start += length + 4;
                return head;
            }

            await FillAsync(socket, cancellationToken);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReadChunksAsync(Socket socket, IBodyObserver? observer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = Unread.IndexOf("\r\n"u8);
            if (line < 0)
            {
                await FillAsync(socket, cancellationToken);
                continue;
            }

            var size = ChunkSize(Unread[..line]);
            _start += line + 2;
            await ReadBytesAsync(socket, size, observer, cancellationToken);
            await ReadBytesAsync(socket, 2, observer: null, cancellationToken);
            if (size == 0)
            {
                return;
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReadBytesAsync(Socket socket, long length, IBodyObserver? observer, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            if (_start == _end)
            {
                await FillAsync(socket, cancellationToken);
            }

            var part = (int)Math.Min(length, _end - _start);
            observer?.Observe(_buffer.AsSpan(_start, part));
            _start += part;
            length -= part;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FillAsync(Socket socket, CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            Unread.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = await socket.ReceiveAsync(_buffer.AsMemory(_end), cancellationToken);
        if (read == 0)
        {
            throw new IOException("The connection closed before the answer was complete.");
        }

        _end += read;
    }

    private Span<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    private static int ChunkSize(ReadOnlySpan<byte> line)
    {
        var extension = line.IndexOf((byte)';');
        var digits = extension < 0 ? line : line[..extension];
        return Utf8Parser.TryParse(digits, out int size, out _, 'x')
            ? size
            : throw new IOException($"Not a chunk size: {Encoding.ASCII.GetString(digits)}");
    }
}
