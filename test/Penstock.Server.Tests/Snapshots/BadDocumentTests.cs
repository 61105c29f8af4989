using Penstock.Server.Snapshots.Compile;

namespace Penstock.Server.Tests.Snapshots;

public sealed class BadDocumentTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["ENGINES_KEY"] = "env-provider-secret",
        ["WEB_KEY"] = "env-key-secret-0123456789",
        ["MANY"] = "many",
        ["EMPTY"] = "",
    };

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(SnapshotFiles.Folder, "Bad");

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_mistake_is_told_with_its_place_and_what_to_write_instead(string name)
    {
        var file = $"{name}.yaml";
        var compiled = DocumentCompiler.Compile(File.ReadAllBytes(Path.Combine(Folder, file)), Variables.GetValueOrDefault);

        Assert.Null(compiled.Settings);
        Assert.NotEmpty(compiled.Mistakes);
        var lines = compiled.Mistakes.Select(mistake => mistake.ToText(file, "error"))
            .Concat(compiled.Warnings.Select(warning => warning.ToText(file, "warning")));
        SnapshotFiles.Same(string.Join('\n', lines) + "\n", Path.Combine(Folder, $"{name}.txt"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_mistake_repeats_a_secret(string name)
    {
        var compiled = DocumentCompiler.Compile(
            File.ReadAllBytes(Path.Combine(Folder, $"{name}.yaml")), Variables.GetValueOrDefault);

        Assert.All(compiled.Mistakes.Concat(compiled.Warnings), mistake =>
            Assert.DoesNotContain("secret-", mistake.Message, StringComparison.Ordinal));
    }
}
