using System.Security.Cryptography;
using System.Text;
using Penstock.Server.Snapshots.Document;
using Penstock.Server.Snapshots.Shapes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Compile;

/// <summary>Text of <c>penstock.yaml</c> → checked settings, or every mistake at once. Pure: no file, no clock.</summary>
internal static class DocumentCompiler
{
    private const int HashBytes = 16;

    /// <summary>Compiles a document.</summary>
    /// <param name="bytes">The file as it is.</param>
    /// <param name="variables">The value of a variable, or <see langword="null"/> when it is not set.</param>
    public static Compilation Compile(ReadOnlySpan<byte> bytes, Func<string, string?> variables)
    {
        var hash = HashOf(bytes);
        var context = new ReadContext(variables);
        var text = DocumentText.Decode(bytes, context.Mistakes);
        var root = text is null ? null : NodeReader.Read(text, context.Mistakes);
        var settings = root is null ? null : ReadSettings(root, context);

        return new Compilation
        {
            Text = text ?? "",
            Hash = hash,
            Root = root,
            Secrets = context.Secrets,
            Mistakes = [.. context.Mistakes.OrderBy(mistake => mistake.Place.Line).ThenBy(mistake => mistake.Place.Column)],
            Warnings = context.Warnings,
            Settings = context.Mistakes.Count == 0 ? settings : null,
        };
    }

    /// <inheritdoc cref="Compile(ReadOnlySpan{byte}, Func{string, string?})"/>
    public static Compilation Compile(string text, Func<string, string?> variables) =>
        Compile(Encoding.UTF8.GetBytes(text), variables);

    /// <summary>What stands for a document that could not even be read.</summary>
    public static Compilation Unreadable(string reason) => new()
    {
        Text = "",
        Hash = HashOf([]),
        Mistakes = [new Mistake(Place.Start, "", reason)],
        Warnings = [],
    };

    /// <summary>The hash by which a document is known: 32 hex digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..HashBytes]);
    }

    private static CompiledSettings? ReadSettings(Node root, ReadContext context)
    {
        if (root is ScalarNode { ScalarKind: ScalarKind.Null })
        {
            context.Fail(root, "", "the document is empty; begin with `providers:`, `models:`, `apps:` and `keys:`");
            return null;
        }

        if (!DocumentShape.Root.TryRead(root, "", context, out var document))
        {
            return null;
        }

        DocumentRules.Check(document, context);
        return context.Mistakes.Count == 0 ? SettingsBuilder.Build(document) : null;
    }
}
