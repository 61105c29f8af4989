namespace Penstock.Server.Snapshots.Yaml;

/// <summary>One thing wrong with a document: where, and what to write instead. Never holds a secret.</summary>
/// <param name="Place">Line and column.</param>
/// <param name="Path">For example <c>apps[0].fallbacks[1]</c>; empty for the document itself.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
internal sealed record Mistake(Place Place, string Path, string Message)
{
    /// <summary>The form compilers use, which editors and terminals can jump to.</summary>
    public string ToText(string file, string level) =>
        $"{file}:{Place.Line}:{Place.Column}: {level}: {(Path.Length == 0 ? "" : Path + ": ")}{Message}";
}
