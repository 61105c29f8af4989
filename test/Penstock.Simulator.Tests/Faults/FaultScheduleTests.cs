using Microsoft.Extensions.Time.Testing;
using Penstock.Simulator.Faults;
using Penstock.Simulator.Tests.Support;

namespace Penstock.Simulator.Tests.Faults;

public sealed class FaultScheduleTests
{
    [Fact]
    public async Task A_scheduled_fault_holds_between_its_times_and_for_its_model()
    {
        var clock = new FakeTimeProvider();
        await using var fleet = await RunningFleet.StartAsync(new FleetOptions
        {
            Clock = clock,
            Faults = [new ScheduledFault { Fault = "status-503", Model = "a", After = TimeSpan.FromSeconds(10), For = TimeSpan.FromSeconds(5) }],
        });

        Assert.Equal((200, 200), (await StatusAsync(fleet, "a"), await StatusAsync(fleet, "b")));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((503, 200), (await StatusAsync(fleet, "a"), await StatusAsync(fleet, "b")));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((200, 200), (await StatusAsync(fleet, "a"), await StatusAsync(fleet, "b")));
    }

    [Fact]
    public async Task Faults_come_and_go_while_the_engine_runs()
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var added = await fleet.PostAsync("/simulator/faults", """{"fault":"status-500","times":1}""");
        Assert.Equal((500, 200), (await StatusAsync(fleet, "a"), await StatusAsync(fleet, "a")));

        fleet.Engine.AddFault(new ScheduledFault { Fault = "status-429" });
        Assert.Equal(429, await StatusAsync(fleet, "a"));
        using var cleared = await fleet.Http.DeleteAsync("/simulator/faults", RunningFleet.Cancel);
        Assert.Equal(200, await StatusAsync(fleet, "a"));
        Assert.Equal("[]", await fleet.Http.GetStringAsync("/simulator/faults", RunningFleet.Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"fault":"burn"}""")]
    [InlineData("""{"fault":"status-503","for":"soon"}""")]
    [InlineData("""{"fault":"status-503","unknown":1}""")]
    public async Task Orders_that_make_no_sense_are_refused(string body)
    {
        await using var fleet = await RunningFleet.StartAsync();

        using var answer = await fleet.PostAsync("/simulator/faults", body);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal(200, await StatusAsync(fleet, "a"));
    }

    [Fact]
    public async Task Unknown_faults_in_options_stop_the_start()
    {
        var options = new FleetOptions { Faults = [new ScheduledFault { Fault = "cut-at-x" }] };

        await Assert.ThrowsAsync<ArgumentException>(() => SimulatedFleet.StartAsync(options, RunningFleet.Cancel));
    }

    private static async Task<int> StatusAsync(RunningFleet fleet, string model)
    {
        using var answer = await fleet.ChatAsync("Hello", "", model);
        return (int)answer.StatusCode;
    }
}
