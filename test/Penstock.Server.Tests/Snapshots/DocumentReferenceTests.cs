using System.Text.RegularExpressions;
using Penstock.Server.Snapshots.Compile;
using Penstock.Server.Snapshots.Schema;

namespace Penstock.Server.Tests.Snapshots;

public sealed class DocumentReferenceTests
{
    [Fact]
    public void The_reference_shows_what_the_validator_takes()
    {
        var path = Path.Combine(SnapshotFiles.Root, "docs", "configuration.md");
        var derived = Part("presets").Replace(File.ReadAllText(path), $"$1{Escape(DocumentReference.WritePresets())}$2");
        derived = Part("reference").Replace(derived, $"$1{Escape(DocumentReference.Write())}$2");

        SnapshotFiles.Same(derived, path);
    }

    [Fact]
    public void The_sample_has_no_mistakes()
    {
        var bytes = File.ReadAllBytes(Path.Combine(SnapshotFiles.Root, "samples", "penstock.yaml"));
        var compiled = DocumentCompiler.Compile(bytes, name => name == "OTLP_ENDPOINT" ? null : $"value-of-{name}-0123456789");

        Assert.Empty(compiled.Mistakes);
        Assert.Empty(compiled.Warnings);
    }

    private static Regex Part(string name) =>
        new($"(<!-- {name} -->\n).*?(<!-- end -->)", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private static string Escape(string replacement) => replacement.Replace("$", "$$", StringComparison.Ordinal);
}
