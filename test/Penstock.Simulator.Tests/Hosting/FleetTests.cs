using System.Text;
using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.Hosting;

public sealed class FleetTests
{
    [Fact]
    public async Task Every_engine_has_a_port_and_counts_of_its_own()
    {
        await using var fleet = await SimulatedFleet.StartAsync(new FleetOptions { Engines = 3 }, RunningFleet.Cancel);
        using var http = new HttpClient();

        foreach (var engine in fleet.Engines.Skip(1))
        {
            using var body = new StringContent("""{"model":"m","messages":[{"role":"user","content":"one two"}]}""", Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri($"{engine.BaseUrl}/chat/completions"), body, RunningFleet.Cancel);
            Assert.Equal(200, (int)answer.StatusCode);
        }

        Assert.Equal(3, fleet.Engines.Select(engine => engine.Address.Port).Distinct().Count());
        Assert.Equal([0, 2, 2], fleet.Engines.Select(engine => engine.Served.PromptTokens));
        Assert.Equal(4, fleet.Served.PromptTokens);
        Assert.Equal(4, fleet.Served.Models["m"].PromptTokens);
    }

    [Fact]
    public async Task Requests_are_recorded_byte_for_byte_and_the_oldest_are_forgotten()
    {
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions { RecordedRequests = 2 });
        var wait = fleet.Engine.Requests.WaitAsync(3, RunningFleet.Cancel);

        for (var number = 1; number <= 3; number++)
        {
            using var answer = await fleet.PostAsync($"/v1/chat/completions?number={number}", $"{{ \"n\" : {number} }}", ("x-mark", "yes"));
        }

        var third = await wait;
        Assert.Equal("{ \"n\" : 3 }", Encoding.UTF8.GetString(third.Body.Span));
        Assert.Equal(("POST", "/v1/chat/completions?number=3", "yes"), (third.Method, third.Path, third.Headers["X-Mark"]));
        Assert.Equal(RequestEnd.Refused, await third.Ended);
        Assert.Equal([2, 3], fleet.Engine.Requests.All.Select(request => request.Number));
        await Assert.ThrowsAsync<InvalidOperationException>(() => fleet.Engine.Requests.WaitAsync(1, RunningFleet.Cancel));
    }

    [Fact]
    public async Task Stopping_breaks_open_streams_off()
    {
        var fleet = await RunningFleet.StartAsync();
        using var answer = await fleet.ChatAsync("Hello", "\"stream\":true", "m!stall-2m-at-3");

        await fleet.Engine.DisposeAsync();

        Assert.True((await Sse.ReadAsync(answer)).IsCut);
        await fleet.DisposeAsync();
    }

    [Fact]
    public async Task Options_out_of_range_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SimulatedFleet.StartAsync(new FleetOptions { Engines = 0 }, RunningFleet.Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SimulatedFleet.StartAsync(new FleetOptions { MaxSequences = 0 }, RunningFleet.Cancel));
    }
}
