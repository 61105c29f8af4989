using Penstock.Bench.Allocation;
using Penstock.Bench.Cancellation;
using Penstock.Bench.Records;
using Penstock.Bench.Scenarios;
using Penstock.Bench.Statistics;
using Penstock.Bench.Systems;

if (args is ["yarp", var address, var upstream])
{
    await BareProxy.RunAsync(address, upstream);
    return 0;
}

if (args is ["engines", var port])
{
    await Engines.RunAsync(int.Parse(port));
    return 0;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

if (args is ["allocation", ..])
{
    return await AllocationScenario.RunAsync(Path.Combine(new Paths().Bench, "budgets.json"), stop.Token);
}

if (args is ["records", ..])
{
    return await RecordsScenario.RunAsync(stop.Token);
}

if (args is ["cancellation", ..])
{
    return await CancellationScenario.RunAsync(stop.Token);
}

if (args is ["statistics", ..])
{
    return StatisticsScenario.Run();
}

return await ScenarioRunner.RunAsync(RunOptions.Parse(args), stop.Token);
