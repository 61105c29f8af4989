using Penstock.Contracts.Faults;
using Penstock.Gateway.Record;
using Penstock.Simulator;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Flow;

public sealed class CallerGoneTests
{
    [Theory]
    [InlineData(true, "sim-small!per-token-50ms!tokens-400")]
    [InlineData(true, "sim-small!silent")]
    [InlineData(false, "sim-small!silent")]
    public async Task The_provider_is_told_when_the_caller_goes_away_and_the_call_is_still_recorded(bool stream, string model)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var gateway = await GatewayFixture.StartAsync(model);
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = new StringContent(GatewayFixture.Chat(model, stream: stream).ToJsonString(), null, "application/json"),
        };
        var call = gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leave.Token);
        HttpResponseMessage? response = null;
        var seen = await gateway.Fleet.Engines[0].Requests.WaitAsync(1, cancel);
        if (stream && model.Contains("tokens", StringComparison.Ordinal))
        {
            response = await call;
        }

        await leave.CancelAsync();
        response?.Dispose();
        await Xunit.Record.ExceptionAsync(() => call);

        Assert.Equal(RequestEnd.Abandoned, await seen.Ended.WaitAsync(Eventually.Patience, cancel));
        var trace = await gateway.Host.Traces.WaitAsync(1, cancel);
        Assert.Equal(AttemptStatus.Aborted, trace.Status);
        Assert.Equal(FaultCode.CallerGone, trace.Fault);
        var settled = Assert.Single(gateway.Host.Ledger.Settled);
        Assert.Equal(AttemptStatus.Aborted, settled.Status);
        Assert.True(settled.Usage.Input > 0);
    }
}
