using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>A single value: expands variables, checks the kind, then parses.</summary>
internal abstract class ScalarShape<T> : Shape<T>
{
    /// <summary>Whether the value is hidden wherever the document is shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether mistakes, which are logged, may not repeat what is written.</summary>
    public bool IsPrivate { get; init; }

    public override bool TryRead(Node node, string path, ReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not ScalarNode scalar)
        {
            context.Fail(node, path, $"expected {Words}, got {node.Kind}");
            return false;
        }

        if (scalar.ScalarKind is ScalarKind.Null)
        {
            context.Fail(node, path, $"has no value; write {Words}, or remove the key");
            return false;
        }

        if (IsSecret && !Note(scalar, path, context))
        {
            return false;
        }

        // A variable is text to YAML whatever it will hold, so the kind as written says nothing about it.
        if (Variable.IsIn(scalar.Text))
        {
            return TryReadVariable(scalar, path, context, out value);
        }

        if (ComplainAboutKind(scalar) is { } complaint)
        {
            context.Fail(node, path, $"expected {Words}, got {Show(scalar)}{complaint}");
            return false;
        }

        return context.TryExpand(scalar, path, out var text) && TryParse(text, Show(scalar), node, path, context, out value);
    }

    public sealed override JsonObject ToSchema(SchemaDefinitions definitions) =>
        TakesAnyText
            ? ToPlainSchema()
            : new JsonObject { ["anyOf"] = new JsonArray(ToPlainSchema(), SchemaDefinitions.Variable()) };

    /// <summary>Whether every text is good, so that a variable needs no alternative in the schema.</summary>
    protected virtual bool TakesAnyText => false;

    protected abstract JsonObject ToPlainSchema();

    /// <summary>Null when the value is of the right YAML kind; otherwise what to add to "expected …, got …".</summary>
    protected abstract string? ComplainAboutKind(ScalarNode scalar);

    /// <summary>Null when good; otherwise a mistake that follows "expected …, got …".</summary>
    protected abstract string? Parse(string text, out T? value);

    /// <summary>Whether a mistake may repeat what is written.</summary>
    protected virtual bool MayShow(string text) => !IsSecret && !IsPrivate;

    private static bool Note(ScalarNode scalar, string path, ReadContext context)
    {
        context.Secrets[path] = scalar;
        if (scalar.Text != ReadContext.HiddenSecret)
        {
            return true;
        }

        context.Fail(scalar, path, $"`{ReadContext.HiddenSecret}` stands for a value that was hidden; write the value again, best as a variable: ${{NAME}}");
        return false;
    }

    private bool TryReadVariable(ScalarNode scalar, string path, ReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return context.TryExpand(scalar, path, out var text)
            && TryParse(text, $"what {Shorten(scalar.Text)} holds", scalar, path, context, out value);
    }

    private bool TryParse(
        string text, string shown, Node node, string path, ReadContext context, [MaybeNullWhen(false)] out T value)
    {
        if (Parse(text, out value) is not { } complaint)
        {
            return value is not null;
        }

        value = default;
        context.Fail(node, path, $"expected {Words}, got {shown}{complaint}");
        return false;
    }

    private string Show(ScalarNode scalar) => MayShow(scalar.Text) ? scalar.Kind : "something else";

    // A default written for a secret is a secret too.
    private string Shorten(string text) => !MayShow(text) || text.Length > 60 ? "the variable" : text;
}
