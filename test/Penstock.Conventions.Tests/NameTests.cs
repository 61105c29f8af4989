using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Penstock.Conventions.Tests;

public sealed partial class NameTests
{
    [Fact]
    public void No_type_folder_or_file_has_a_name_that_says_nothing()
    {
        var types =
            from file in Sources.All
            from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            where Empty().IsMatch(type.Identifier.ValueText)
            select $"{file.At(type)} {type.Identifier}";

        var paths =
            from file in Sources.All
            from part in file.Name.Split('/', '.')
            where Empty().IsMatch(part)
            select file.Name;

        Breaches.None(types.Concat(paths).Distinct());
    }

    [Fact]
    public void No_file_has_regions_or_unfinished_work()
    {
        var breaches =
            from file in Sources.All
            from trivia in file.Root.DescendantTrivia(descendIntoTrivia: true)
            where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia) || (IsComment(trivia) && Unfinished().IsMatch(trivia.ToString()))
            select $"{file.Name}:{trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1} {trivia}";

        Breaches.None(breaches);
    }

    [Fact]
    public void A_namespace_equals_its_folder()
    {
        var breaches =
            from file in Sources.Shipped
            from space in file.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            let expected = Path.GetDirectoryName(file.Name)!["src/".Length..].Replace('/', '.')
            where space.Name.ToString() != expected
            select $"{file.Name} says {space.Name}";

        Breaches.None(breaches);
    }

    [Fact]
    public void A_file_with_one_type_is_named_after_it()
    {
        var breaches =
            from file in Sources.Shipped
            let types = TopLevel(file.Root).ToArray()
            where types.Length == 1 && NameOf(types[0]) != Path.GetFileName(file.Name).Split('.')[0]
            select $"{file.Name} holds {NameOf(types[0])}";

        Breaches.None(breaches);
    }

    private static IEnumerable<SyntaxNode> TopLevel(SyntaxNode root) =>
        root.DescendantNodes(node => node is not BaseTypeDeclarationSyntax)
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    private static string NameOf(SyntaxNode type) =>
        type is DelegateDeclarationSyntax function ? function.Identifier.ValueText : ((BaseTypeDeclarationSyntax)type).Identifier.ValueText;

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    [GeneratedRegex(@"^(Utils?|Helpers?|Common|Managers?|Misc|Shared)$|(Utils?|Helpers?|Manager|Common)$")]
    private static partial Regex Empty();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Unfinished();
}
