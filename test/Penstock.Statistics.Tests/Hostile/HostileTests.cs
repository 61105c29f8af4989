namespace Penstock.Statistics.Tests.Hostile;

/// <summary>The whole public surface against hostile arguments. Longer: HOSTILE_TIMES and HOSTILE_SEED in the environment.</summary>
public sealed class HostileTests(ITestOutputHelper output)
{
    private const int Times = 60;

    // For one attempt, of which the longest takes two seconds of a processor: long enough for a machine that has other things to do.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Every_call_answers_soundly_or_refuses_its_arguments()
    {
        var run = HostileRun.FromEnvironment(Times);

        foreach (var call in PublicSurface.Calls)
        {
            await Finish(run, call);
        }

        output.WriteLine($"{run.Answered} answered, {run.Refused} refused; the slowest took {run.Slowest.Took}: {run.Slowest.Call}");
        Assert.True(run.Breaches.Count == 0, string.Join('\n', run.Breaches));
        Assert.True(run.Answered > run.Refused / 10, $"Only {run.Answered} calls were answered; {run.Refused} were refused.");
    }

    private static async Task Finish(HostileRun run, HostileCall call)
    {
        var attack = Task.Run(() => Attack(run, call), TestContext.Current.CancellationToken);
        string attempt;
        do
        {
            attempt = run.Current;
            if (await Task.WhenAny(attack, Task.Delay(Patience, TestContext.Current.CancellationToken)) == attack)
            {
                await attack;
                return;
            }
        }
        while (attempt != run.Current);

        run.Hangs();
    }

    private static void Attack(HostileRun run, HostileCall call) => run.Try(
        call.Name,
        random =>
        {
            var arguments = new HostileArguments(random);
            var values = arguments.For(call);
            var target = arguments.Target(call);
            run.Note(() => HostileText.Of(target, values));
            return () => target is null && !call.Method.IsStatic && !call.Method.IsConstructor ? null : call.Invoke(target, values);
        },
        result => IsGiven(call) ? null : HostilePromise.Breach(result, call.Method.Name));

    /// <summary>A positional record holds what it was given; the methods that take it have to refuse it.</summary>
    private static bool IsGiven(HostileCall call) => call.Method.IsConstructor && call.Method.DeclaringType!.GetMethod("Deconstruct") is not null;
}
