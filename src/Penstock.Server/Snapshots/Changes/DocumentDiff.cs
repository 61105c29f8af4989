using System.Text.Json;
using Penstock.Contracts.Admin.Config;
using Penstock.Server.Snapshots.Compile;
using Penstock.Server.Snapshots.Shapes;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Changes;

/// <summary>What one document changes against another, thing by thing and field by field, as written. Secrets show only that they differ.</summary>
internal static class DocumentDiff
{
    private const int LongestShown = 200;

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["tenants"] = "tenant",
        ["providers"] = "provider",
        ["models"] = "model",
        ["apps"] = "app",
        ["keys"] = "key",
    };

    public static IReadOnlyList<ConfigChange> Between(Compilation before, Compilation after)
    {
        var (old, next) = (ThingsOf(before), ThingsOf(after));
        return
        [
            .. next.Where(thing => !old.ContainsKey(thing.Key)).Select(thing => Change("add", thing.Key, [], thing.Value)),
            .. next.Where(thing => old.ContainsKey(thing.Key))
                .Select(thing => Change("change", thing.Key, old[thing.Key], thing.Value))
                .Where(change => change.Fields.Count > 0),
            .. old.Where(thing => !next.ContainsKey(thing.Key)).Select(thing => Change("remove", thing.Key, thing.Value, [])),
        ];
    }

    private static ConfigChange Change(
        string kind, string what, Dictionary<string, Field> before, Dictionary<string, Field> after) =>
        new(kind, what,
        [
            .. before.Keys.Union(after.Keys)
                .Select(name => (Name: name, From: before.GetValueOrDefault(name), To: after.GetValueOrDefault(name)))
                .Where(field => field.From?.Text != field.To?.Text)
                .Select(field => new ConfigFieldChange(field.Name, field.From?.Shown, field.To?.Shown)),
        ]);

    private static Dictionary<string, Dictionary<string, Field>> ThingsOf(Compilation document)
    {
        var things = new Dictionary<string, Dictionary<string, Field>>();
        if (document.Root is not MapNode root)
        {
            return things;
        }

        var secrets = document.Secrets.Values.ToHashSet();
        foreach (var section in root.Entries)
        {
            foreach (var (name, node) in ThingsIn(section))
            {
                var fields = new Dictionary<string, Field>();
                Flatten(node, "", secrets, fields);
                things[name] = fields;
            }
        }

        return things;
    }

    private static IEnumerable<(string Name, Node Node)> ThingsIn(MapEntry section)
    {
        if (!Kinds.TryGetValue(section.Key, out var kind))
        {
            return [(section.Key, section.Value)];
        }

        return section.Value is ListNode list
            ? list.Items.Select(item => ($"{kind}/{((item as MapNode)?["name"] as ScalarNode)?.Text}", item))
            : [];
    }

    private static void Flatten(Node node, string path, HashSet<ScalarNode> secrets, Dictionary<string, Field> fields)
    {
        if (node is MapNode map)
        {
            foreach (var entry in map.Entries.Where(entry => path.Length > 0 || entry.Key != "name"))
            {
                Flatten(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}", secrets, fields);
            }

            return;
        }

        var text = Write(node);
        var isSecret = HoldsSecret(node, secrets);
        fields[path] = new Field(text, isSecret ? ReadContext.HiddenSecret : Shorten(text));
    }

    private static bool HoldsSecret(Node node, HashSet<ScalarNode> secrets) => node switch
    {
        ScalarNode scalar => secrets.Contains(scalar) && DocumentMask.IsWritten(scalar),
        ListNode list => list.Items.Any(item => HoldsSecret(item, secrets)),
        _ => false,
    };

    private static string Write(Node node) => node switch
    {
        ScalarNode scalar => scalar.Text,
        ListNode list => $"[{string.Join(", ", list.Items.Select(Write))}]",
        _ => JsonSerializer.Serialize(((MapNode)node).Entries.ToDictionary(entry => entry.Key, entry => Write(entry.Value))),
    };

    private static string Shorten(string text) => text.Length <= LongestShown ? text : text[..(LongestShown - 1)] + "…";

    private sealed record Field(string Text, string Shown);
}
