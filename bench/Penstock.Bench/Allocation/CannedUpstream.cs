using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Penstock.Bench.Load;

namespace Penstock.Bench.Allocation;

/// <summary>
/// A provider that answers from bytes made beforehand and allocates nothing while it does, so that what the process
/// allocates is the gateway's. Chunks leave one by one, far enough apart that each is read on its own.
/// </summary>
internal sealed class CannedUpstream : IDisposable
{
    private static readonly TimeSpan ChunkGap = TimeSpan.FromMicroseconds(300);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _whole;
    private readonly byte[][] _pieces;

    public CannedUpstream(byte[] whole, byte[][] pieces)
    {
        (_whole, _pieces) = (whole, pieces);
        _listener.Start();
        new Thread(Accept) { IsBackground = true, Name = "canned upstream" }.Start();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.AcceptSocket();
                socket.NoDelay = true;
                new Thread(() => Serve(socket)) { IsBackground = true, Name = "canned connection" }.Start();
            }
        }
        catch (SocketException)
        {
            // The listener was stopped.
        }
    }

    private void Serve(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[64 * 1024];
            try
            {
                while (ReadRequest(socket, buffer) is var length && length > 0)
                {
                    Answer(socket, buffer.AsSpan(0, length));
                }
            }
            catch (SocketException)
            {
                // The gateway closed the connection.
            }
        }
    }

    private static int ReadRequest(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var read = socket.Receive(buffer, length, buffer.Length - length, SocketFlags.None);
            if (read == 0)
            {
                return 0;
            }

            length += read;
            var head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (head >= 0 && length >= head + 4 + ContentLength(buffer.AsSpan(0, head)))
            {
                return length;
            }
        }
    }

    private static long ContentLength(ReadOnlySpan<byte> head) => ResponseHead.LengthOf(head);

    private void Answer(Socket socket, ReadOnlySpan<byte> request)
    {
        if (request.IndexOf("\"stream\":true"u8) < 0)
        {
            socket.Send(_whole);
            return;
        }

        foreach (var piece in _pieces)
        {
            socket.Send(piece);
            PreciseWait.Until(Stopwatch.GetTimestamp() + (long)(ChunkGap.TotalSeconds * Stopwatch.Frequency));
        }
    }

    /// <summary>A whole JSON answer with its head.</summary>
    public static byte[] Whole(string json) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    /// <summary>A streamed answer: the head, then each event in a chunk of its own.</summary>
    public static byte[][] Streamed(IEnumerable<string> events) =>
    [
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"u8.ToArray(),
        .. events.Select(text => Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n")),
        "0\r\n\r\n"u8.ToArray(),
    ];
}
