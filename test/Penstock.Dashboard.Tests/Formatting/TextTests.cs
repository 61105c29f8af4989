using Penstock.Contracts.Admin.Traces;
using Penstock.Contracts.Admin.Usage;
using Penstock.Contracts.Money;
using Penstock.Dashboard.Formatting;
using Penstock.Dashboard.Pages.Keys;
using Penstock.Dashboard.Pages.Playground;
using Penstock.Dashboard.Pages.Traces;
using Penstock.Dashboard.Pages.Usage;

namespace Penstock.Dashboard.Tests.Formatting;

public sealed class TextTests
{
    [Fact]
    public void A_spreadsheet_gets_names_as_text_and_money_exactly()
    {
        var row = Row("=HYPERLINK(\"x\")");
        var report = new UsageReport { From = default, To = default, GroupBy = ["app"], Rows = [row], Totals = row };

        var line = UsageText.Csv(report, "app").Split("\r\n")[1];

        Assert.Equal("\"'=HYPERLINK(\"\"x\"\")\",1,2,3,0,0,4,0,0,0.024012345", line);
    }

    [Fact]
    public void A_quote_in_a_message_survives_the_shell()
    {
        var form = new ChatForm { Model = "demo", User = "It's fine" };

        Assert.Contains("It'\\''s fine", Snippets.Curl("http://host/", ChatText.Body(form)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_attempt_without_a_first_token_waits_until_its_end()
    {
        var parts = WaterfallPart.Of(Attempt(headers: null, firstToken: null));

        Assert.Equal([("connect", 10.0, 100.0)], parts.Select(part => (part.Kind, part.FromMs, part.ToMs)));
    }

    [Fact]
    public void The_parts_of_an_attempt_touch_and_cover_it()
    {
        var parts = WaterfallPart.Of(Attempt(headers: 30, firstToken: 55));

        Assert.Equal(
            [("connect", 10.0, 30.0), ("first", 30.0, 55.0), ("stream", 55.0, 100.0)],
            parts.Select(part => (part.Kind, part.FromMs, part.ToMs)));
    }

    [Fact]
    public void A_filter_goes_into_the_address_and_only_what_is_set()
    {
        var filter = new TraceFilter("failed", null, "", null) { User = "a b", MinDurationMs = 1.5 };

        Assert.Equal("/traces?status=failed&user=a%20b&min_duration_ms=1.5", filter.ToUri());
        Assert.True(new TraceFilter(null, null, null, null) { Cursor = "x" }.IsEmpty);
    }

    [Fact]
    public void An_address_keeps_several_ends_readable()
    {
        var filter = new TraceFilter(TraceFilter.Errors, "support", null, null) { Since = "1h" };

        Assert.Equal("/traces?status=failed,cut,refused&app=support&since=1h", filter.ToUri());
    }

    [Theory]
    [InlineData(0.7, "0", "0.2 ms", "0.4 ms", "0.6 ms")]
    [InlineData(295, "0", "100 ms", "200 ms")]
    [InlineData(2_400, "0", "0.5 s", "1 s", "1.5 s", "2 s")]
    [InlineData(13_630, "0", "5 s", "10 s")]
    [InlineData(540_000, "0", "2 min", "4 min", "6 min", "8 min")]
    public void An_axis_has_its_ticks_on_round_times(double milliseconds, params string[] labels)
    {
        var axis = new WaterfallAxis(milliseconds);

        Assert.Equal(labels, axis.Ticks.Select(axis.Label));
    }

    [Fact]
    public void A_row_of_usage_leads_to_its_traces_where_it_has_a_name()
    {
        var row = Row("support");

        Assert.Equal("/traces?app=support&since=7d", UsageText.Traces(row, "app", "7d"));
        Assert.Equal("/traces?app=support", UsageText.Traces(row, "app", "90d"));
        Assert.Null(UsageText.Traces(Row(""), "app", "7d"));
        Assert.Null(UsageText.Traces(row, "day", "7d"));
    }

    [Theory]
    [InlineData("", "acme", "", "Give the key a name.")]
    [InlineData("web", "", "", "Choose a tenant.")]
    [InlineData("web", "acme", "-1", "Limits are whole numbers above zero, or empty.")]
    [InlineData("web", "acme", "60", null)]
    public void A_key_form_names_its_first_mistake(string name, string tenant, string requests, string? mistake)
    {
        Assert.Equal(mistake, new KeyForm { Name = name, Tenant = tenant, RequestsPerMinute = requests }.Mistake);
    }

    private static UsageRow Row(string app) => new()
    {
        App = app,
        Requests = 1,
        Attempts = 2,
        InputTokens = 3,
        CachedInputTokens = 0,
        CacheWriteTokens = 0,
        OutputTokens = 4,
        ReasoningTokens = 0,
        CountedAttempts = 0,
        CostUsd = new NanoUsd(24_012_345),
    };

    private static AttemptView Attempt(double? headers, double? firstToken) => new()
    {
        Number = 1,
        Model = "small",
        Provider = "engines",
        Endpoint = "http://127.0.0.1:9001/v1",
        SentAtMs = 10,
        HeadersAtMs = headers,
        FirstTokenAtMs = firstToken,
        EndedAtMs = 100,
        Status = "succeeded",
        Usage = new UsageView { Input = 0, CachedInput = 0, CacheWrite = 0, Output = 0, Reasoning = 0, Counted = false },
        CostUsd = NanoUsd.Zero,
    };
}
