using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Penstock.Conventions.Tests;

/// <summary>The C# files of the checkout, parsed once. Syntax only: nothing here needs the projects to build.</summary>
internal static class Sources
{
    private static readonly Lazy<SourceFile[]> Parsed = new(() =>
        [.. Tree.Files(".cs", "src", "test", "bench").Where(IsWritten).Select(Parse)]);

    private static readonly Lazy<Dictionary<string, string>> Texts = new(FindTexts);

    public static IReadOnlyList<SourceFile> All => Parsed.Value;

    public static IEnumerable<SourceFile> Shipped => All.Where(file => file.Name.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>The value of a string expression: a literal, or a constant that some file declares.</summary>
    public static string? TextOf(ExpressionSyntax? expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        IdentifierNameSyntax name => Texts.Value.GetValueOrDefault(name.Identifier.ValueText),
        MemberAccessExpressionSyntax member =>
            Texts.Value.GetValueOrDefault(member.ToString()) ?? Texts.Value.GetValueOrDefault(member.Name.Identifier.ValueText),
        _ => null,
    };

    private static bool IsWritten(string path) => !path.Contains("/Migrations/", StringComparison.Ordinal);

    private static SourceFile Parse(string path)
    {
        var text = File.ReadAllText(path);
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, path: path).GetRoot();

        return new SourceFile(Tree.Name(path), text, root);
    }

    private static Dictionary<string, string> FindTexts()
    {
        var texts = new Dictionary<string, string>();
        var fields =
            from file in Shipped
            from field in file.Root.DescendantNodes().OfType<FieldDeclarationSyntax>()
            from variable in field.Declaration.Variables
            let literal = variable.Initializer?.Value as LiteralExpressionSyntax
            where literal is not null && literal.IsKind(SyntaxKind.StringLiteralExpression)
            select (Field: field, Name: variable.Identifier.ValueText, literal.Token.ValueText);

        foreach (var (field, name, text) in fields)
        {
            texts[name] = text;
            if (field.Parent is TypeDeclarationSyntax type)
            {
                texts[$"{type.Identifier.ValueText}.{name}"] = text;
            }
        }

        return texts;
    }
}

/// <summary>One C# file.</summary>
/// <param name="Name">Its path below the root, with forward slashes.</param>
/// <param name="Text">Its text.</param>
/// <param name="Root">Its syntax.</param>
internal sealed record SourceFile(string Name, string Text, CompilationUnitSyntax Root)
{
    public string At(SyntaxNode node) => $"{Name}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
