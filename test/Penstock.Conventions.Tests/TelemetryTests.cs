using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Penstock.Conventions.Tests;

/// <summary>Event ids and instrument names are what alerts and dashboards are built on.</summary>
public sealed class TelemetryTests
{
    private static readonly (string Folder, int From, int To)[] Ranges =
    [
        ("src/Penstock.Gateway/Receive/", 1000, 1999),
        ("src/Penstock.Gateway/Admit/", 2000, 2999),
        ("src/Penstock.Gateway/Resolve/", 3000, 3999),
        ("src/Penstock.Gateway/Call/", 4000, 4999),
        ("src/Penstock.Gateway/Record/", 5000, 5999),
        ("src/Penstock.Server/", 10000, 19999),
        ("src/Penstock.Dashboard/", 20000, 20999),
        ("src/Penstock.Simulator/", 30000, 30999),
    ];

    [Fact]
    public void Event_ids_are_unique()
    {
        var twice = Events().GroupBy(one => one.Id).Where(group => group.Count() > 1);

        Breaches.None(twice.Select(group => $"{group.Key}: {string.Join(", ", group.Select(one => one.Where))}"));
    }

    [Fact]
    public void Event_ids_are_in_the_range_of_their_folder()
    {
        var outside =
            from one in Events()
            from range in Ranges
            where one.File.StartsWith(range.Folder, StringComparison.Ordinal)
            where one.Id < range.From || one.Id > range.To
            select $"{one.Where} has {one.Id}, outside {range.From}–{range.To}";

        Breaches.None(outside);
    }

    [Fact]
    public void Log_methods_live_in_files_named_Log()
    {
        var elsewhere = Events().Where(one => !one.File.EndsWith("Log.cs", StringComparison.Ordinal)).Select(one => one.Where);

        Breaches.None(elsewhere);
    }

    [Fact]
    public void Instruments_have_a_literal_name_and_a_unit()
    {
        var bad = Instruments().Where(one => one.Name is null || one.Unit is null).Select(one => one.Where);

        Breaches.None(bad);
    }

    [Fact]
    public void The_telemetry_equals_the_committed_list()
    {
        var events = Events().Select(one => $"event {one.Id} {one.Level} {one.Message}");
        var instruments = Instruments().Select(one => $"instrument {one.Name} {one.Kind} {one.Unit}");

        Committed.Equal(
            string.Concat(instruments.Concat(events).Distinct().Order(StringComparer.Ordinal).Select(line => line + "\n")),
            "test", "Penstock.Conventions.Tests", "surface", "telemetry.txt");
    }

    private static IEnumerable<LoggedEvent> Events() =>
        from file in Sources.Shipped
        from attribute in file.Root.DescendantNodes().OfType<AttributeSyntax>()
        where attribute.Name.ToString() is "LoggerMessage" or "LoggerMessageAttribute"
        let arguments = attribute.ArgumentList?.Arguments ?? default(SeparatedSyntaxList<AttributeArgumentSyntax>)
        select new LoggedEvent(
            file.Name,
            file.At(attribute),
            int.TryParse(Argument(arguments, "EventId", 0)?.ToString(), out var id) ? id : 0,
            Argument(arguments, "Level", 1)?.ToString().Replace("LogLevel.", string.Empty) ?? "?",
            Sources.TextOf(Argument(arguments, "Message", 2)) ?? Argument(arguments, "Message", 2)?.ToString() ?? "?");

    private static ExpressionSyntax? Argument(SeparatedSyntaxList<AttributeArgumentSyntax> arguments, string name, int position) =>
        arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name)?.Expression
        ?? (position < arguments.Count && arguments[position].NameEquals is null ? arguments[position].Expression : null);

    private static IEnumerable<Instrument> Instruments() =>
        from file in Sources.Shipped
        from call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let method = (call.Expression as MemberAccessExpressionSyntax)?.Name
        where method?.Identifier.ValueText is
            "CreateCounter" or "CreateHistogram" or "CreateUpDownCounter" or "CreateGauge" or
            "CreateObservableCounter" or "CreateObservableUpDownCounter" or "CreateObservableGauge"
        let arguments = call.ArgumentList.Arguments
        let observable = method.Identifier.ValueText.Contains("Observable", StringComparison.Ordinal)
        select new Instrument(
            file.At(call),
            method.Identifier.ValueText["Create".Length..],
            Sources.TextOf(Argument(arguments, "name", 0)),
            Sources.TextOf(Argument(arguments, "unit", observable ? 2 : 1)));

    private static ExpressionSyntax? Argument(SeparatedSyntaxList<ArgumentSyntax> arguments, string name, int position) =>
        arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name)?.Expression
        ?? (position < arguments.Count && arguments[position].NameColon is null ? arguments[position].Expression : null);

    private sealed record LoggedEvent(string File, string Where, int Id, string Level, string Message);

    private sealed record Instrument(string Where, string Kind, string? Name, string? Unit);
}
