using System.Collections.Concurrent;

namespace Penstock.Server.Tests.Sdk;

/// <summary>
/// The vendors' own SDKs from npm against the server, once per provider dialect. A script runs once; each of its named
/// checks is a test of its own.
/// </summary>
[Collection(nameof(SdkServer))]
public sealed class NpmSdkTests(SdkServer server)
{
    private static readonly string[] Scripts = ["openai.mjs", "anthropic.mjs", "ai.mjs", "langchain.mjs"];
    private static readonly ConcurrentDictionary<(string, string), Lazy<Task<IReadOnlyList<CheckResult>>>> Runs = new();

    public static IEnumerable<TheoryDataRow<string, string, string>> Checks() =>
        NodeScript.Missing is { } missing
            ? [new TheoryDataRow<string, string, string>("all", "all", "all") { Skip = missing }]
            : from script in Scripts
              from check in NodeScript.List(script).Append("no rejection goes unhandled")
              from target in SdkServer.Targets
              select new TheoryDataRow<string, string, string>(script, target, check);

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task An_sdk_works_as_with_its_vendor(string script, string target, string check)
    {
        var results = await Runs.GetOrAdd((script, target), Start).Value;

        var mine = results.Where(result => result.Name == check).ToArray();

        // The last check is about what must not happen, so its silence is its success.
        Assert.True(mine.Length > 0 || check.StartsWith("no ", StringComparison.Ordinal), "The script did not come to this check.");
        Assert.True(mine.All(result => result.Ok), mine.FirstOrDefault(result => !result.Ok)?.Error);
    }

    private Lazy<Task<IReadOnlyList<CheckResult>>> Start((string Script, string Target) run) => new(() => NodeScript.RunAsync(
        run.Script,
        new Dictionary<string, string>
        {
            ["PENSTOCK_URL"] = server.Address.ToString().TrimEnd('/'),
            ["PENSTOCK_KEY"] = SdkServer.Key,
            ["PENSTOCK_LIMITED_KEY"] = SdkServer.LimitedKey,
            ["PENSTOCK_TARGET"] = run.Target,
        },
        TestContext.Current.CancellationToken));
}
