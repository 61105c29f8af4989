using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Penstock.Server.Snapshots.Yaml;

/// <summary>Reads YAML into nodes with places. Works on parser events, so duplicates, depth and aliases are judged here, each with its place.</summary>
internal sealed class NodeReader
{
    public const int MaxDepth = 64;
    public const int MaxNodes = 200_000;

    private const string UnclosedBracket = "expected ',' or ']'";

    private readonly Dictionary<string, Node> _anchors = [];
    private readonly List<Mistake> _mistakes;
    private readonly Parser _parser;
    private int _nodes;

    private NodeReader(string text, List<Mistake> mistakes)
    {
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
        _mistakes = mistakes;
    }

    /// <summary>The document's root, or <see langword="null"/> where the text cannot be read to the end; the mistakes say why.</summary>
    public static Node? Read(string text, List<Mistake> mistakes)
    {
        var reader = new NodeReader(text, mistakes);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException failure)
        {
            mistakes.Add(SyntaxMistakes.Explain(text, failure));
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or FormatException)
        {
            // The parser throws these, without a place, for some unclosed brackets and odd tags; the last event read is near.
            var last = reader._parser.Current?.End ?? Mark.Empty;
            var complaint = failure is InvalidOperationException ? UnclosedBracket : "";
            mistakes.Add(SyntaxMistakes.Explain(text, (int)last.Line, (int)last.Column, complaint));
        }

        return null;
    }

    private Node? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            return new ScalarNode(Place.Start, "", isPlain: true, 0, 0);
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode(depth: 1);
        if (root is null)
        {
            return null;
        }

        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
        {
            Add(_parser.Current!.Start, "a second document begins here; write everything into one, without `---`");
            return null;
        }

        return root;
    }

    private Node? ReadNode(int depth)
    {
        var start = _parser.Current!.Start;
        if (depth > MaxDepth)
        {
            return Stop(start, $"nested deeper than {MaxDepth} levels");
        }

        if (++_nodes > MaxNodes)
        {
            return Stop(start, $"more than {MaxNodes:N0} values");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Follow(alias);
        }

        // The parser lets some broken flow mappings end where a value should stand.
        if (_parser.Current is not NodeEvent { Anchor: var anchor })
        {
            return Stop(start, "this is not YAML: a value is missing here");
        }

        Node? node = _parser.Current switch
        {
            Scalar => ReadScalar(),
            SequenceStart => ReadList(depth),
            _ => ReadMap(depth),
        };

        if (node is { Size: > MaxNodes })
        {
            return Stop(start, $"aliases expand to more than {MaxNodes:N0} values");
        }

        if (node is { } && !anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    private Node? Follow(AnchorAlias alias) =>
        _anchors.TryGetValue(alias.Value.Value, out var node)
            ? node
            : Stop(alias.Start, $"no anchor `&{alias.Value.Value}` before this alias");

    private ScalarNode ReadScalar()
    {
        var scalar = _parser.Consume<Scalar>();
        var isText = scalar.Tag is { IsEmpty: false, IsNonSpecific: false } tag && CheckTag(tag, scalar.Start);
        return new ScalarNode(
            At(scalar.Start),
            scalar.Value,
            scalar.Style == ScalarStyle.Plain && !isText,
            (int)scalar.Start.Index,
            (int)scalar.End.Index);
    }

    private bool CheckTag(TagName tag, Mark start)
    {
        if (tag.Value == "tag:yaml.org,2002:str")
        {
            return true;
        }

        Add(start, $"the tag `{tag.Value}` has no meaning here; remove it");
        return false;
    }

    private ListNode? ReadList(int depth)
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return CheckDepth(new ListNode(At(start.Start), items), depth);
    }

    private MapNode? ReadMap(int depth)
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<MapEntry>();
        var seen = new Dictionary<string, Place>();
        var merged = new List<MapNode>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!ReadEntry(depth, entries, seen, merged))
            {
                return null;
            }
        }

        foreach (var entry in merged.SelectMany(map => map.Entries))
        {
            if (seen.TryAdd(entry.Key, entry.Place))
            {
                entries.Add(entry);
            }
        }

        return CheckDepth(new MapNode(At(start.Start), entries), depth);
    }

    private bool ReadEntry(int depth, List<MapEntry> entries, Dictionary<string, Place> seen, List<MapNode> merged)
    {
        var keyEvent = _parser.Current!;
        var key = ReadNode(depth + 1);
        var value = key is null ? null : ReadNode(depth + 1);
        if (key is null || value is null)
        {
            return false;
        }

        if (key is not ScalarNode name)
        {
            Add(keyEvent.Start, $"a key must be text, not {key.Kind}; {SyntaxMistakes.FlowVariableHint}");
        }
        else if (name is { IsPlain: true, Text: "<<" })
        {
            Merge(keyEvent.Start, value, merged);
        }
        else if (seen.TryAdd(name.Text, name.Place))
        {
            entries.Add(new MapEntry(name.Text, At(keyEvent.Start), value));
        }
        else
        {
            Add(keyEvent.Start, $"`{name.Text}` stands here twice; the first is on line {seen[name.Text].Line}");
        }

        return true;
    }

    private void Merge(Mark start, Node value, List<MapNode> merged)
    {
        var maps = value is ListNode list ? list.Items : [value];
        if (maps.All(map => map is MapNode))
        {
            merged.AddRange(maps.Cast<MapNode>());
            return;
        }

        Add(start, "`<<` merges a mapping or a list of mappings, nothing else");
    }

    private T? CheckDepth<T>(T node, int depth)
        where T : Node
    {
        if (node.Depth + depth - 1 <= MaxDepth)
        {
            return node;
        }

        _mistakes.Add(new Mistake(node.Place, "", $"nested deeper than {MaxDepth} levels"));
        return null;
    }

    private Node? Stop(Mark mark, string message)
    {
        Add(mark, message);
        return null;
    }

    private void Add(Mark mark, string message) => _mistakes.Add(new Mistake(At(mark), "", message));

    private static Place At(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
