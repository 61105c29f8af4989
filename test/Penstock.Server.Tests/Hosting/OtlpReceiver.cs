using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Penstock.Server.Tests.Hosting;

/// <summary>A collector that understands as much of OTLP over HTTP as the tests ask about.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    public ConcurrentBag<OtlpMetric> Metrics { get; } = [];

    public ConcurrentBag<OtlpSpan> Spans { get; } = [];

    /// <summary>Everything received, as text, to look for what must not be in it.</summary>
    public ConcurrentBag<string> Bodies { get; } = [];

    public string Address => _app.Urls.First();

    public static async Task<OtlpReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/metrics", request => receiver.ReadAsync(request, receiver.AddMetrics));
        receiver._app.MapPost("/v1/traces", request => receiver.ReadAsync(request, receiver.AddSpans));
        await receiver._app.StartAsync(cancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReadAsync(HttpContext context, Action<byte[]> add)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Bodies.Add(Encoding.UTF8.GetString(body.ToArray()));
        add(body.ToArray());
        context.Response.ContentType = "application/x-protobuf";
    }

    // resource_metrics = 1, scope_metrics = 2, metrics = 2
    private void AddMetrics(byte[] body)
    {
        foreach (var metric in Below(Below(Below([body], 1), 2), 2))
        {
            var fields = Fields(metric);
            var histogram = fields.Where(field => field.Number == 9).Select(field => field.Bytes);
            var point = Below(histogram, 1).FirstOrDefault();
            Metrics.Add(new OtlpMetric(
                Text(fields, 1), Text(fields, 3), point is null ? [] : Doubles(Fields(point).First(field => field.Number == 7).Bytes)));
        }
    }

    // resource_spans = 1, scope_spans = 2, spans = 2
    private void AddSpans(byte[] body)
    {
        foreach (var span in Below(Below(Below([body], 1), 2), 2))
        {
            var fields = Fields(span);
            var attributes = fields.Where(field => field.Number == 9).Select(field => Text(Fields(field.Bytes), 1));
            Spans.Add(new OtlpSpan(
                Hex(fields, 1), Hex(fields, 2), Hex(fields, 4), Text(fields, 5), (int)fields.First(field => field.Number == 6).Value, [.. attributes]));
        }
    }

    private static IEnumerable<byte[]> Below(IEnumerable<byte[]> messages, int number) =>
        messages.SelectMany(message => Fields(message).Where(field => field.Number == number).Select(field => field.Bytes));

    private static string Text(List<OtlpField> fields, int number) =>
        Encoding.UTF8.GetString(fields.FirstOrDefault(field => field.Number == number)?.Bytes ?? []);

    private static string Hex(List<OtlpField> fields, int number) =>
        Convert.ToHexStringLower(fields.FirstOrDefault(field => field.Number == number)?.Bytes ?? []);

    private static double[] Doubles(byte[] packed) =>
        [.. Enumerable.Range(0, packed.Length / sizeof(double)).Select(index => BitConverter.ToDouble(packed, index * sizeof(double)))];

    private static List<OtlpField> Fields(byte[] message)
    {
        var input = new CodedInputStream(message);
        var fields = new List<OtlpField>();
        while (input.ReadTag() is > 0 and var tag)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.LengthDelimited => new OtlpField(number, input.ReadBytes().ToByteArray(), 0),
                WireFormat.WireType.Fixed64 => new OtlpField(number, [], input.ReadFixed64()),
                WireFormat.WireType.Fixed32 => new OtlpField(number, [], input.ReadFixed32()),
                _ => new OtlpField(number, [], input.ReadUInt64()),
            });
        }

        return fields;
    }

    private sealed record OtlpField(int Number, byte[] Bytes, ulong Value);
}

internal sealed record OtlpMetric(string Name, string Unit, double[] Bounds);

internal sealed record OtlpSpan(string Trace, string Id, string Parent, string Name, int Kind, string[] Attributes);
