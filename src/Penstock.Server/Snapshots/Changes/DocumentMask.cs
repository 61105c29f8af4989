using System.Text;
using Penstock.Server.Snapshots.Compile;
using Penstock.Server.Snapshots.Shapes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Changes;

/// <summary>Shows a document's text without the secrets that stand in it. Variables are kept: they give nothing away.</summary>
internal static class DocumentMask
{
    public static string Hide(Compilation document)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var secret in document.Secrets.Values.Where(IsWritten).DistinctBy(node => node.Start).OrderBy(node => node.Start))
        {
            text.Append(document.Text, at, secret.Start - at).Append('"').Append(ReadContext.HiddenSecret).Append('"');
            at = secret.End;
        }

        return text.Append(document.Text, at, document.Text.Length - at).ToString();
    }

    /// <summary>Whether the secret itself stands in the text, also as a variable's default.</summary>
    public static bool IsWritten(ScalarNode node) => !Variable.IsOnlyVariables(node.Text);
}
