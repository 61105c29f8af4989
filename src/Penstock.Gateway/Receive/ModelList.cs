using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Contracts.Ids;
using Penstock.Gateway.Admit;
using Penstock.Gateway.Call;
using Penstock.Gateway.Call.Streaming;
using Penstock.Gateway.Snapshot;

namespace Penstock.Gateway.Receive;

/// <summary>Lists the apps and models a key may name, in the dialect of whoever asks.</summary>
internal sealed class ModelList(SnapshotHolder snapshots, AdmitStage admit, TimeProvider clock)
{
    private readonly DateTimeOffset _since = clock.GetUtcNow();

    /// <summary>Anthropic's SDK asks at the same path as OpenAI's, and tells itself apart by its version header.</summary>
    public static Dialect DialectOf(HttpContext http) =>
        http.Request.Headers.ContainsKey("anthropic-version") ? Dialect.Anthropic : Dialect.OpenAi;

    public async Task ListAsync(HttpContext http)
    {
        var grant = await IdentifyAsync(http).ConfigureAwait(false);
        if (grant is null)
        {
            return;
        }

        Route[] visible = [.. snapshots.Current!.Routes.Values
            .Where(route => grant.Allows(route.Name))
            .OrderBy(route => route.App is null)
            .ThenBy(route => route.Name, StringComparer.Ordinal)];

        await WriteAsync(http, writer => WriteList(writer, DialectOf(http), visible)).ConfigureAwait(false);
    }

    public async Task ShowAsync(HttpContext http)
    {
        var grant = await IdentifyAsync(http).ConfigureAwait(false);
        if (grant is null)
        {
            return;
        }

        var name = http.Request.RouteValues["name"] as string ?? "";
        if (snapshots.Current!.FindRoute(name) is { } route && grant.Allows(route.Name))
        {
            await WriteAsync(http, writer => WriteRoute(writer, DialectOf(http), route)).ConfigureAwait(false);
            return;
        }

        await RefuseAsync(http, new Fault(
            FaultCode.ModelUnknown, "There is no app or model of that name that this key may use. GET /v1/models lists them.")).ConfigureAwait(false);
    }

    private async ValueTask<KeyGrant?> IdentifyAsync(HttpContext http)
    {
        if (snapshots.Current is not { } snapshot)
        {
            await RefuseAsync(http, new Fault(FaultCode.NotReady, "The server is starting. Send the request again.")).ConfigureAwait(false);
            return null;
        }

        var grant = admit.Identify(http.Request, snapshot);
        if (grant.IsOk)
        {
            return grant.Value;
        }

        await RefuseAsync(http, grant.Fault).ConfigureAwait(false);
        return null;
    }

    private ValueTask RefuseAsync(HttpContext http, Fault fault) =>
        CallerResponse.WriteFaultAsync(http, DialectOf(http), fault, TraceId.New(clock.GetUtcNow()).ToString());

    private static async ValueTask WriteAsync(HttpContext http, Action<Utf8JsonWriter> write)
    {
        using var body = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(body))
        {
            write(writer);
        }

        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body.Written, http.RequestAborted).ConfigureAwait(false);
    }

    private void WriteList(Utf8JsonWriter writer, Dialect dialect, Route[] routes)
    {
        writer.WriteStartObject();
        if (dialect is Dialect.OpenAi)
        {
            writer.WriteString("object"u8, "list"u8);
        }

        writer.WriteStartArray("data"u8);
        foreach (var route in routes)
        {
            WriteRoute(writer, dialect, route);
        }

        writer.WriteEndArray();
        if (dialect is Dialect.Anthropic)
        {
            writer.WriteBoolean("has_more"u8, false);
            writer.WriteString("first_id"u8, routes.FirstOrDefault()?.Name);
            writer.WriteString("last_id"u8, routes.LastOrDefault()?.Name);
        }

        writer.WriteEndObject();
    }

    private void WriteRoute(Utf8JsonWriter writer, Dialect dialect, Route route)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, route.Name);
        if (dialect is Dialect.OpenAi)
        {
            writer.WriteString("object"u8, "model"u8);
            writer.WriteNumber("created"u8, _since.ToUnixTimeSeconds());
            writer.WriteString("owned_by"u8, route.App?.Owner ?? "penstock");
        }
        else
        {
            writer.WriteString("type"u8, "model"u8);
            writer.WriteString("display_name"u8, route.Name);
            writer.WriteString("created_at"u8, _since.UtcDateTime);
        }

        writer.WriteEndObject();
    }
}
