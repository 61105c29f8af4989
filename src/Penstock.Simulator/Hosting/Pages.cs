using System.Buffers;
using System.Text;
using System.Text.Json;
using Penstock.Simulator.Engine;
using Penstock.Simulator.Metrics;

namespace Penstock.Simulator.Hosting;

/// <summary>What an engine says of itself: models, health, metrics, what it served, and its faults.</summary>
internal static class Pages
{
    public static ValueTask<RequestEnd> ServeAsync(EngineCore engine, HttpContext context, ReadOnlyMemory<byte> body) =>
        (context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET", "/v1/models") => JsonAsync(
                context, 200, json => ModelList.Write(json, engine.Options.Models, context.Request)),
            ("GET", "/health") => JsonAsync(context, 200, json => WriteHealth(json, engine)),
            ("GET", "/metrics") => TextAsync(context, MetricsPage.Write(engine)),
            ("GET", "/simulator/served") => TypedAsync(context, engine.Served()),
            ("GET", "/simulator/faults") => TypedAsync(context, engine.Faults.List()),
            ("POST", "/simulator/faults") => AddFaultAsync(engine, context, body),
            ("DELETE", "/simulator/faults") => ClearAsync(engine, context),
            ("GET", "/") => TextAsync(context, "This is a simulated LLM engine. Its answers mean nothing.\n"),
            var (method, path) => ErrorAsync(context, 404, $"Unknown request URL: {method} {path} (simulated engine)."),
        };

    private static ValueTask<RequestEnd> AddFaultAsync(
        EngineCore engine, HttpContext context, ReadOnlyMemory<byte> body)
    {
        FaultOrder? order;
        try
        {
            order = JsonSerializer.Deserialize(body.Span, SimulatorJson.Default.FaultOrder);
        }
        catch (JsonException exception)
        {
            return ErrorAsync(context, 400, $"The body is not a fault at {exception.Path}.");
        }

        return order?.ToFault() is { } fault && engine.Faults.TryAdd(fault)
            ? TypedAsync(context, engine.Faults.List())
            : ErrorAsync(
                context,
                400,
                "Give 'fault' as directives such as 'status-503', 'after' and 'for' as durations such as '1.5s'.");
    }

    private static ValueTask<RequestEnd> ClearAsync(EngineCore engine, HttpContext context)
    {
        engine.Faults.Clear();
        return TypedAsync(context, engine.Faults.List());
    }

    private static void WriteHealth(Utf8JsonWriter json, EngineCore engine)
    {
        json.WriteStartObject();
        json.WriteString("status"u8, "ok"u8);
        json.WriteBoolean("simulated"u8, true);
        json.WriteNumber("engine"u8, engine.Index);
        json.WriteNumber("running"u8, engine.Gate.Running);
        json.WriteNumber("waiting"u8, engine.Gate.Waiting);
        json.WriteEndObject();
    }

    private static ValueTask<RequestEnd> ErrorAsync(HttpContext context, int status, string message) =>
        JsonAsync(context, status, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error"u8);
            json.WriteString("message"u8, message);
            json.WriteString("type"u8, "invalid_request_error"u8);
            json.WriteEndObject();
            json.WriteEndObject();
        });

    private static ValueTask<RequestEnd> TypedAsync<T>(HttpContext context, T value) => SendAsync(
        context, 200, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), SimulatorJson.Default));

    private static ValueTask<RequestEnd> JsonAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return SendAsync(context, status, "application/json", buffer.WrittenMemory);
    }

    private static ValueTask<RequestEnd> TextAsync(HttpContext context, string text) =>
        SendAsync(context, 200, "text/plain; version=0.0.4; charset=utf-8", Encoding.UTF8.GetBytes(text));

    private static async ValueTask<RequestEnd> SendAsync(
        HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body);
        return status < 400 ? RequestEnd.Answered : RequestEnd.Refused;
    }
}
