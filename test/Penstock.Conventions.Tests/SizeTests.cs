using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Penstock.Conventions.Tests;

public sealed class SizeTests
{
    private const int FileLines = 600;
    private const int MethodLines = 80;
    private const int Parameters = 6;

    [Fact]
    public void No_file_is_longer_than_600_lines()
    {
        var razor = Tree.Files(".razor", "src").Select(path => (Name: Tree.Name(path), Text: File.ReadAllText(path)));
        var long_ =
            from file in Sources.All.Select(file => (file.Name, file.Text)).Concat(razor)
            let lines = file.Text.Count(character => character == '\n')
            where lines > FileLines
            select $"{file.Name} has {lines} lines";

        Breaches.None(long_);
    }

    [Fact]
    public void No_method_is_longer_than_80_lines()
    {
        var long_ =
            from file in Sources.All
            from node in file.Root.DescendantNodes()
            where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
            let span = node.GetLocation().GetLineSpan()
            let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
            where lines > MethodLines
            select $"{file.At(node)} has a method of {lines} lines";

        Breaches.None(long_);
    }

    [Fact]
    public void No_method_takes_more_than_6_parameters()
    {
        var wide =
            from file in Sources.Shipped
            from method in file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            where !IsLogMethod(method)
            let count = method.ParameterList.Parameters.Count
            where count > Parameters
            select $"{file.At(method)} {method.Identifier} takes {count}";

        Breaches.None(wide);
    }

    // A log method's parameters are the fields of its event, not a call someone has to read.
    private static bool IsLogMethod(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() == "LoggerMessage");
}
