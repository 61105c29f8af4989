using System.Xml.Linq;

namespace Penstock.Conventions.Tests;

public sealed class ArrowTests
{
    [Theory]
    [InlineData("src/Penstock.Contracts")]
    [InlineData("src/Penstock.Gateway", "Penstock.Contracts")]
    [InlineData("src/Penstock.Dashboard", "Penstock.Contracts")]
    [InlineData("src/Penstock.Cli", "Penstock.Contracts")]
    [InlineData("src/Penstock.Simulator", "Penstock.Contracts")]
    [InlineData("src/Penstock.Statistics")]
    [InlineData("src/Penstock.Server", "Penstock.Dashboard", "Penstock.Gateway", "Penstock.Simulator")]
    public void A_project_references_exactly_what_the_arrows_allow(string project, params string[] allowed)
    {
        var file = Tree.At(project, $"{Path.GetFileName(project)}.csproj");

        Assert.Equal(allowed, References(file));
    }

    [Fact]
    public void Every_source_project_has_its_arrows_written_down()
    {
        var known = typeof(ArrowTests)
            .GetMethod(nameof(A_project_references_exactly_what_the_arrows_allow))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
            .Cast<InlineDataAttribute>()
            .Select(row => (string)row.Data[0]!);

        var there = Tree.Files(".csproj", "src").Select(file => Tree.Name(Path.GetDirectoryName(file)!));

        Assert.Equal(known.Order(), there.Order());
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument.Load(Tree.At("Penstock.slnx")).Descendants("Project").Select(row => row.Attribute("Path")!.Value);
        var there = Tree.Files(".csproj", "src", "test", "bench", "samples").Select(Tree.Name);

        Assert.Equal(there.Order(), listed.Order());
    }

    [Fact]
    public void Nothing_that_ships_references_a_test()
    {
        var breaches =
            from file in Tree.Files(".csproj", "src")
            from name in References(file)
            where name.Contains("Test", StringComparison.Ordinal)
            select $"{Tree.Name(file)} references {name}";

        Breaches.None(breaches);
    }

    private static string[] References(string file) =>
    [
        .. XDocument.Load(file)
            .Descendants("ProjectReference")
            .Select(row => Path.GetFileNameWithoutExtension(row.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(),
    ];
}
