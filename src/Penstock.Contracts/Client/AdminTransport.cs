using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Penstock.Contracts.Admin;
using Penstock.Contracts.Admin.Config;
using Penstock.Contracts.Faults;

namespace Penstock.Contracts.Client;

/// <summary>Sends admin calls and turns whatever comes back into a value or a fault.</summary>
internal sealed class AdminTransport(HttpClient http)
{
    private const string Base = "api/v1/";

    public async Task<Outcome<T>> SendAsync<T>(
        HttpMethod method, string path, HttpContent? body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, Base + path) { Content = body };
        return await ExchangeAsync(request, answer => ReadAsync(answer, type, cancellationToken), cancellationToken);
    }

    public async Task<Fault?> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, Base + path);
        var outcome = await ExchangeAsync<bool>(
            request,
            async answer => answer.IsSuccessStatusCode ? true : FaultOf(await ProblemAsync(answer, cancellationToken), answer),
            cancellationToken);
        return outcome.Fault;
    }

    public async Task<Outcome<ConfigPlan>> ApplyAsync(HttpContent yaml, string? ifMatch, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Base + "config") { Content = yaml };
        if (ifMatch is not null)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{ifMatch}\""));
        }

        return await ExchangeAsync(request, answer => ReadPlanAsync(answer, cancellationToken), cancellationToken);
    }

    private static async Task<Outcome<ConfigPlan>> ReadPlanAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
        {
            return await ReadAsync(answer, AdminWire.Of<ConfigPlan>(), cancellationToken);
        }

        var problem = await ProblemAsync(answer, cancellationToken);
        return problem?.Errors is { } errors
            ? new ConfigPlan { Ok = false, Errors = errors, Changes = [], Hash = "" }
            : FaultOf(problem, answer);
    }

    private static async Task<Outcome<T>> ReadAsync<T>(
        HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        if (!answer.IsSuccessStatusCode)
        {
            return FaultOf(await ProblemAsync(answer, cancellationToken), answer);
        }

        var value = await answer.Content.ReadFromJsonAsync(type, cancellationToken);
        return value is null ? NotPenstock(answer) : value;
    }

    private static async Task<ProblemView?> ProblemAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return null;
        }

        return await answer.Content.ReadFromJsonAsync(AdminWire.Of<ProblemView>(), cancellationToken);
    }

    private static Fault FaultOf(ProblemView? problem, HttpResponseMessage answer)
    {
        if (problem?.Code is null || !FaultTable.TryParse(problem.Code, out var code))
        {
            return NotPenstock(answer);
        }

        return new Fault(code, problem.Detail ?? problem.Title ?? code.Row().Title)
        {
            Param = problem.Param,
            RetryAfter = problem.RetryAfterS is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    private static Fault NotPenstock(HttpResponseMessage answer) => new(
        FaultCode.ServerUnreachable,
        $"{answer.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Authority)} answered {(int)answer.StatusCode}, but not as a Penstock server does. Check the address.");

    private async Task<Outcome<T>> ExchangeAsync<T>(
        HttpRequestMessage request, Func<HttpResponseMessage, Task<Outcome<T>>> read, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await read(answer);
        }
        catch (HttpRequestException failure)
        {
            return Unreachable($"Cannot reach {Server}: {failure.Message}");
        }
        catch (IOException)
        {
            return Unreachable($"The answer of {Server} broke off.");
        }
        catch (JsonException)
        {
            return Unreachable($"{Server} answered with something that is not the admin API. Check the address.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unreachable($"{Server} did not answer within {http.Timeout.TotalSeconds:0} s.");
        }
    }

    private string Server => http.BaseAddress?.GetLeftPart(UriPartial.Authority) ?? "the server";

    private static Fault Unreachable(string detail) => new(FaultCode.ServerUnreachable, detail);
}
