using System.Text;
using Microsoft.Extensions.Logging.Testing;
using Penstock.Simulator;
using Penstock.Testing;

namespace Penstock.Gateway.Tests.Flow;

public sealed class PrivacyTests
{
    private const string Marker = "zebra-crossing-secret";

    [Fact]
    public async Task No_log_at_any_level_holds_a_prompt_an_answer_or_a_secret()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var logs = new FakeLoggerProvider();
        await using var fleet = await SimulatedFleet.StartAsync(new FleetOptions(), cancel);
        string[] models = ["sim-small", "sim-small!echo", "sim-small!status-503", "sim-small!cut-at-3", "sim-small!content-filter", "sim-small!malformed-at-0"];
        await using var host = await GatewayHost.StartAsync(TestSettings.For(fleet, models), cancel, logs);
        using var client = host.CreateClient();

        foreach (var model in models)
        {
            foreach (var stream in new[] { false, true })
            {
                await PostAsync(client, "/v1/chat/completions", GatewayFixture.Chat(model, Marker, stream).ToJsonString());
                await PostAsync(client, "/v1/messages", GatewayFixture.Message("claude:" + model, Marker, stream).ToJsonString());
                await PostAsync(client, "/v1/messages", GatewayFixture.Message(model, Marker, stream).ToJsonString());
            }
        }

        await PostAsync(client, "/v1/chat/completions", "{\"" + Marker);

        var text = string.Join('\n', logs.Collector.GetSnapshot().Select(record => $"{record.Message} {record.Exception}"));
        Assert.NotEmpty(text);
        Assert.DoesNotContain(Marker, text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestSettings.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("upstream-credential", text, StringComparison.Ordinal);
        Assert.All(host.Traces.All, trace => Assert.DoesNotContain(Marker, trace.FaultDetail ?? "", StringComparison.Ordinal));
        Assert.All(host.Traces.All, trace => Assert.Null(trace.RequestContent));
    }

    private static async Task PostAsync(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var response = await client.PostAsync(path, content, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            // A cut answer breaks its transfer; what matters here is what was logged meanwhile.
        }
    }
}
