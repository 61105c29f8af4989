using System.Text;
using Penstock.Contracts.Dialects;
using Penstock.Gateway.Snapshot.Settings;
using Penstock.Gateway.Tests.Flow;

namespace Penstock.Gateway.Tests.Call.Translate.Fidelity;

public sealed class FidelityTests
{
    private static readonly (Dialect Caller, Dialect Provider)[] Pairs =
    [
        (Dialect.OpenAi, Dialect.OpenAi),
        (Dialect.OpenAi, Dialect.Anthropic),
        (Dialect.Anthropic, Dialect.Anthropic),
        (Dialect.Anthropic, Dialect.OpenAi),
    ];

    private const string Notes =
        """

        ## Fields beside the vendors' own

        An OpenAI caller of an Anthropic provider may send and will see these, named as other gateways and engines name them:

        | field | where | what it is |
        | --- | --- | --- |
        | `cache_control` | request: messages, parts, tools | the cache marker as Anthropic writes it; OpenAI's own `prompt_cache_breakpoint` is understood too |
        | `thinking` | request | Anthropic's own object; it wins over `reasoning_effort` |
        | `top_k` | request | passed on |
        | `is_error` | request: tool messages | the tool failed |
        | `reasoning_content` | answer, deltas | the thinking, to read |
        | `thinking_blocks` | answer, deltas | the thinking with its signatures: send it back on the assistant message and the model can go on from it |
        | `stop_reason` | answer: choice | the stop sequence that was met |

        ## What to know

        * An unset limit becomes the model's configured longest answer, because Anthropic requires one.
        * `reasoning_effort` becomes `thinking` with a budget of 20, 50, 80 or 90 % of the limit (1,024 to 32,000 tokens), or `adaptive` with
          `output_config.effort` for Claude models after 4.5, which refuse budgets. It is left out beside a required call, below a limit of
          1,025 tokens, and with a budget after a call whose thinking the caller did not send back: the provider would refuse each of these.
        * A schema for the answer uses `output_config.format`; models that do not know it refuse the request, and that refusal is passed on.
        * An answer that Anthropic paused (`pause_turn`) or that met the context window ends with `length`: it is not complete.
        * A refusal by the provider's classifier ends with `content_filter` and `refusal` in the two dialects.
        * Ids of tool calls are written in the letters Anthropic takes; a call and its result stay together.
        * Content blocks and events of kinds that are not known are passed over; the rest of the answer goes on.

        """;

    [Fact]
    public async Task The_matrix_in_the_documentation_is_what_the_gateway_does()
    {
        string[] models = [.. Features.All.Select(feature => feature.Model).Distinct()];
        await using var gateway = await GatewayFixture.StartAsync(
            settings => settings with { Retries = new RetrySettings { MaxAttempts = 1 } }, models);

        var measured = await DocumentAsync(new FidelityRun(gateway));

        var path = Path.Combine(Root(), "docs", "fidelity.md");
        if (Environment.GetEnvironmentVariable("PENSTOCK_UPDATE") == "1")
        {
            await File.WriteAllTextAsync(path, measured, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), measured);
    }

    private static async Task<string> DocumentAsync(FidelityRun run)
    {
        var text = new StringBuilder(
            """
            <!-- Written by FidelityTests from real requests. Change the code, then run that test with PENSTOCK_UPDATE=1. -->
            # What crosses from one dialect to the other

            A caller speaks OpenAI's chat completions or Anthropic's messages; so does a provider. Each cell was measured: the
            request went over HTTP through a gateway to a simulated engine, whole and streamed, and both what the engine was sent
            and what the caller was answered were looked at.

            * **relayed**: both sides speak the same dialect; the provider was sent the caller's own fields.
            * **translated**: said in the other dialect's words.
            * **refused**: a 400 that names the field, before anything is spent. What would change which tokens may appear, what the
              model sees, where it runs or what comes back is never left out in silence.
            * **dropped**: a hint that only shapes sampling, speed or caching, or that the other side cannot tell; the reason stands beside it.
            * **—**: the caller's dialect has no such thing.

            | feature | OpenAI → OpenAI | OpenAI → Anthropic | Anthropic → Anthropic | Anthropic → OpenAI |
            | --- | --- | --- | --- | --- |

            """);
        foreach (var feature in Features.All)
        {
            text.Append($"| {feature.Name} |");
            foreach (var (caller, provider) in Pairs)
            {
                text.Append($" {(await run.CellAsync(feature, caller, provider)).Replace("|", "\\|", StringComparison.Ordinal)} |");
            }

            text.Append('\n');
        }

        return text.Append(Notes).ToString();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Penstock.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the checkout.");
        }

        return folder;
    }
}
