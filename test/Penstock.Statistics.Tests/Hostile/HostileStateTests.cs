using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Hostile;

/// <summary>Everything that can be saved: through JSON and back it is the same, and a state that was tampered with is refused or harmless.</summary>
public sealed class HostileStateTests(ITestOutputHelper output)
{
    private const int Times = 40;

    private static IEnumerable<Type> Savers => PublicSurface.Types.Where(type => type.GetMethod("Save") is not null);

    [Fact]
    public void What_was_saved_comes_back_from_json_as_it_was()
    {
        var run = HostileRun.FromEnvironment(Times);

        foreach (var saver in Savers)
        {
            run.Try($"{saver.Name} saved and restored", random => () => Returned(saver, new HostileArguments(random)), result => result as string);
        }

        output.WriteLine($"{run.Answered} answered, {run.Refused} refused");
        Assert.True(run.Breaches.Count == 0, string.Join('\n', run.Breaches));
        Assert.True(run.Answered > run.Refused);
    }

    [Fact]
    public void A_state_that_was_tampered_with_is_refused_or_harmless()
    {
        var run = HostileRun.FromEnvironment(Times);

        foreach (var saver in Savers)
        {
            run.Try($"{saver.Name} tampered with", random => () => Tampered(run, saver, random), result => result as string);
        }

        output.WriteLine($"{run.Answered} answered, {run.Refused} refused; the slowest took {run.Slowest.Took}: {run.Slowest.Call}");
        Assert.True(run.Breaches.Count == 0, string.Join('\n', run.Breaches));
        Assert.True(run.Answered > run.Refused / 10);
    }

    private static string? Returned(Type saver, HostileArguments arguments)
    {
        if (arguments.Instance(saver) is not { } original)
        {
            return null;
        }

        var before = Saved(original);
        var after = Saved(Restored(saver, before));
        return before == after ? null : $"{before} came back as {after}";
    }

    private static string? Tampered(HostileRun run, Type saver, RandomStream random)
    {
        var arguments = new HostileArguments(random);
        if (arguments.Instance(saver) is not { } original)
        {
            return null;
        }

        var state = JsonNode.Parse(Saved(original))!;
        HostileJson.Tamper(state, random);
        run.Note(() => state.ToJsonString());
        object restored;
        try
        {
            restored = Restored(saver, state.ToJsonString());
        }
        catch (JsonException)
        {
            return null;
        }

        return HostilePromise.Breach(restored, saver.Name) ?? Calls(saver).Select(call => Breach(call, restored, arguments)).FirstOrDefault(breach => breach is not null);
    }

    private static IEnumerable<HostileCall> Calls(Type saver) => PublicSurface.Calls.Where(call => call.Method.DeclaringType == saver && !call.Method.IsStatic && !call.Method.IsConstructor);

    private static string? Breach(HostileCall call, object target, HostileArguments arguments)
    {
        try
        {
            return HostilePromise.Breach(call.Invoke(target, arguments.For(call)), call.Method.Name);
        }
        catch (Exception refusal) when (refusal is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    // JSON that cannot hold the state is a breach, not a refusal.
    private static string Saved(object saver)
    {
        var state = saver.GetType().GetMethod("Save")!.Invoke(saver, BindingFlags.DoNotWrapExceptions, null, null, null)!;
        try
        {
            return JsonSerializer.Serialize(state, state.GetType(), StatisticsJson.Default);
        }
        catch (ArgumentException failure)
        {
            throw new JsonException($"{state}: {failure.Message}");
        }
    }

    private static object Restored(Type saver, string json)
    {
        var restore = saver.GetMethod("Restore")!;
        var state = JsonSerializer.Deserialize(json, restore.GetParameters()[0].ParameterType, StatisticsJson.Default);
        return restore.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [state], null)!;
    }
}
