using System.Text.RegularExpressions;

namespace Penstock.Conventions.Tests;

public sealed partial class FeatureTests
{
    private const string Features = "src/Penstock.Server/Features/";

    [Fact]
    public void Features_of_the_server_do_not_name_each_other()
    {
        var breaches =
            from file in Sources.Shipped
            where file.Name.StartsWith(Features, StringComparison.Ordinal)
            let home = file.Name[Features.Length..].Split('/')[0]
            from name in FeatureName().Matches(file.Text).Select(match => match.Groups[1].Value).Distinct()
            where name != home
            select $"{file.Name} names {name}";

        Breaches.None(breaches);
    }

    [Fact]
    public void The_gateway_knows_no_database()
    {
        string[] forbidden = ["Microsoft.EntityFrameworkCore", "DuckDB", "Microsoft.Data.Sqlite", "Npgsql", "Penstock.Server"];
        var breaches =
            from file in Sources.Shipped
            where file.Name.StartsWith("src/Penstock.Gateway/", StringComparison.Ordinal)
            from name in forbidden
            where file.Text.Contains(name, StringComparison.Ordinal)
            select $"{file.Name} names {name}";

        Breaches.None(breaches);
    }

    [Fact]
    public void Contracts_know_no_web_framework()
    {
        var breaches =
            from file in Sources.Shipped
            where file.Name.StartsWith("src/Penstock.Contracts/", StringComparison.Ordinal)
            where file.Text.Contains("Microsoft.AspNetCore", StringComparison.Ordinal)
            select file.Name;

        Breaches.None(breaches);
    }

    [GeneratedRegex(@"Penstock\.Server\.Features\.(\w+)")]
    private static partial Regex FeatureName();
}
