using System.Text;

namespace Penstock.Bench.Load;

/// <summary>Makes the bytes of a request once, before anything is measured.</summary>
internal static class RequestBytes
{
    public static byte[] Post(string path, Uri target, IReadOnlyDictionary<string, string> headers, string body)
    {
        var head = new StringBuilder()
            .Append("POST ").Append(path).Append(" HTTP/1.1\r\n")
            .Append("host: ").Append(target.Authority).Append("\r\n")
            .Append("content-type: application/json\r\n")
            .Append("content-length: ").Append(Encoding.UTF8.GetByteCount(body)).Append("\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(head.Append("\r\n").Append(body).ToString());
    }
}
