using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Penstock.Conventions.Tests;

/// <summary>What other people's code can see of the packages, as text that a review can read.</summary>
public sealed partial class SurfaceTests
{
    [Theory]
    [InlineData("Penstock.Contracts")]
    [InlineData("Penstock.Gateway")]
    [InlineData("Penstock.Statistics")]
    public void The_public_surface_equals_the_committed_one(string project)
    {
        var lines =
            from file in Sources.Shipped
            where file.Name.StartsWith($"src/{project}/", StringComparison.Ordinal)
            from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            where IsVisible(type)
            from line in Describe(type)
            select line;

        Committed.Equal(
            string.Concat(lines.Distinct().Order(StringComparer.Ordinal).Select(line => line + "\n")),
            "test", "Penstock.Conventions.Tests", "surface", $"{project}.txt");
    }

    [Theory]
    [InlineData("Penstock.Cli")]
    [InlineData("Penstock.Server")]
    [InlineData("Penstock.Simulator")]
    public void A_program_shows_no_types_except_where_a_library_is_meant(string project)
    {
        // The simulator is a library too; the framework finds pages and the contexts of a database by their public types.
        string[] meant = ["/Engines/", "/Hosting/", "/Storage/", "/Migrations/"];
        var visible =
            from file in Sources.Shipped
            where file.Name.StartsWith($"src/{project}/", StringComparison.Ordinal)
            where project != "Penstock.Simulator" && !meant.Any(part => file.Name.Contains(part, StringComparison.Ordinal))
            from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            where IsVisible(type)
            select $"{file.At(type)} {type.Identifier} is public";

        Breaches.None(visible);
    }

    private static IEnumerable<string> Describe(BaseTypeDeclarationSyntax type)
    {
        var name = FullName(type);
        yield return $"{name} = {Header(type)}";

        if (type is EnumDeclarationSyntax enumeration)
        {
            foreach (var member in enumeration.Members)
            {
                yield return $"{name}.{member.Identifier}";
            }
        }

        if (type is TypeDeclarationSyntax body)
        {
            foreach (var member in body.Members.Where(member => member is not BaseTypeDeclarationSyntax && IsVisible(member)))
            {
                yield return $"{name}: {Signature(member)}";
            }
        }
    }

    private static string Header(BaseTypeDeclarationSyntax type)
    {
        var parameters = (type as TypeDeclarationSyntax)?.ParameterList?.ToString() ?? string.Empty;
        var keyword = type is RecordDeclarationSyntax record
            ? $"record {record.ClassOrStructKeyword.ValueText}".TrimEnd()
            : type is EnumDeclarationSyntax ? "enum" : ((TypeDeclarationSyntax)type).Keyword.ValueText;

        return OneLine($"{type.Modifiers} {keyword}{(type is RecordDeclarationSyntax ? parameters : string.Empty)} {type.BaseList}");
    }

    private static string Signature(MemberDeclarationSyntax member)
    {
        MemberDeclarationSyntax bare = member.WithAttributeLists([]) switch
        {
            ConstructorDeclarationSyntax made => made.WithBody(null).WithExpressionBody(null).WithInitializer(null),
            BaseMethodDeclarationSyntax method => method.WithBody(null).WithExpressionBody(null),
            PropertyDeclarationSyntax property => property.WithInitializer(null).WithExpressionBody(null).WithAccessorList(Accessors(property)),
            FieldDeclarationSyntax field when !field.Modifiers.Any(SyntaxKind.ConstKeyword) => field.WithDeclaration(
                field.Declaration.WithVariables(SyntaxFactory.SeparatedList(field.Declaration.Variables.Select(one => one.WithInitializer(null))))),
            var other => other,
        };

        return OneLine(bare.WithoutTrivia().NormalizeWhitespace().ToString()).TrimEnd(';');
    }

    private static AccessorListSyntax Accessors(PropertyDeclarationSyntax property)
    {
        var accessors = property.AccessorList?.Accessors ?? [SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration)];
        return SyntaxFactory.AccessorList([.. accessors.Select(accessor => accessor
            .WithBody(null)
            .WithExpressionBody(null)
            .WithAttributeLists([])
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken)))]);
    }

    private static bool IsVisible(MemberDeclarationSyntax member)
    {
        var implied = member.Parent is InterfaceDeclarationSyntax;
        var visible = implied || member.Modifiers.Any(SyntaxKind.PublicKeyword) || member.Modifiers.Any(SyntaxKind.ProtectedKeyword);

        return visible && (member.Parent is not BaseTypeDeclarationSyntax outer || IsVisible(outer));
    }

    private static string FullName(SyntaxNode type)
    {
        var parts =
            from node in type.AncestorsAndSelf()
            let name = node switch
            {
                BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
                TypeDeclarationSyntax named => named.Identifier.ValueText + named.TypeParameterList,
                BaseTypeDeclarationSyntax named => named.Identifier.ValueText,
                _ => null,
            }
            where name is not null
            select name;

        return string.Join('.', parts.Reverse());
    }

    private static string OneLine(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
