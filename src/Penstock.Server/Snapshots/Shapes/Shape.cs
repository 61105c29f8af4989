using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>What a value of the document must look like. Validator, JSON Schema and reference are all drawn from it, so they cannot disagree.</summary>
internal abstract class Shape
{
    /// <summary>For people: <c>a whole number from 1 to 10</c>.</summary>
    public abstract string Words { get; }

    /// <summary>The JSON Schema of a value. Sections are put into <paramref name="definitions"/> and referred to.</summary>
    public abstract JsonObject ToSchema(SchemaDefinitions definitions);

    /// <summary>Sections named inside this shape, for the reference.</summary>
    public virtual IEnumerable<SectionDoc> Sections => [];
}

/// <inheritdoc cref="Shape"/>
/// <typeparam name="T">What a good value becomes.</typeparam>
internal abstract class Shape<T> : Shape
{
    /// <summary>Reads a value and notes every mistake in it. Sections and lists come back even when something inside is wrong, so that later rules can speak too.</summary>
    /// <returns>Whether there is a value to go on with.</returns>
    public abstract bool TryRead(Node node, string path, ReadContext context, [MaybeNullWhen(false)] out T value);
}
