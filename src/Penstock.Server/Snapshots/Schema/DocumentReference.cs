using System.Text;
using Penstock.Contracts.Dialects;
using Penstock.Server.Snapshots.Document;
using Penstock.Server.Snapshots.Presets;
using Penstock.Server.Snapshots.Shapes;

namespace Penstock.Server.Snapshots.Schema;

/// <summary>The reference of <c>penstock.yaml</c>: one table per section.</summary>
internal static class DocumentReference
{
    public static string Write()
    {
        var text = new StringBuilder();
        foreach (var section in DocumentShape.Root.Sections.DistinctBy(section => section.Name))
        {
            text.Append("\n### ").Append(section.Name.Length == 0 ? "The document" : $"`{section.Name}`").Append("\n\n")
                .Append(section.Text).Append("\n\n| key | value | default | |\n| --- | --- | --- | --- |\n");
            foreach (var known in section.Fields)
            {
                AppendRow(text, known);
            }
        }

        return text.ToString();
    }

    /// <summary>The table of presets.</summary>
    public static string WritePresets()
    {
        var text = new StringBuilder("\n| preset | dialect | base URL | credential | telemetry name | sends usage when asked |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var preset in ProviderPresets.All)
        {
            var address = preset.BaseUrl is { } url ? $"`{url}`" : "`https://RESOURCE.openai.azure.com/openai/v1`";
            var credential = CredentialNames.Of(preset.Credential);
            text.Append($"| `{preset.Name}` | {preset.Dialect.Name()} | {address} | {credential} | `{preset.TelemetryName}` | {(preset.StreamUsage ? "yes" : "unasked")} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static void AppendRow(StringBuilder text, FieldDoc known)
    {
        var section = known.Shape.Sections.FirstOrDefault();
        var value = section is null ? known.Shape.Words
            : known.Shape.Words.StartsWith("a list", StringComparison.Ordinal) ? $"a list of [`{section.Name}`](#{section.Name})"
            : $"[`{section.Name}`](#{section.Name})";
        var otherwise = known.IsRequired ? "**required**" : known.Default ?? "";
        text.Append($"| `{known.Key}` | {Escape(value)} | {Escape(otherwise)} | {Escape(known.Text)} |\n");
    }

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
