using System.Diagnostics.CodeAnalysis;
using System.Text;
using Penstock.Server.Snapshots.Yaml;

namespace Penstock.Server.Snapshots.Shapes;

/// <summary>What one reading of a document gathers: mistakes, warnings, and where every path stands.</summary>
internal sealed class ReadContext(Func<string, string?> variables)
{
    /// <summary>What a secret looks like where a document is shown.</summary>
    public const string HiddenSecret = "(secret)";

    private const int MaxMistakes = 200;

    private readonly Dictionary<string, Place> _places = [];
    private readonly HashSet<string> _expanded = [];

    public List<Mistake> Mistakes { get; } = [];

    public List<Mistake> Warnings { get; } = [];

    /// <summary>The scalars that hold secrets, for masking them wherever the text is shown.</summary>
    public Dictionary<string, ScalarNode> Secrets { get; } = [];

    public void Visit(string path, Place place) => _places.TryAdd(path, place);

    /// <summary>Whether the document says anything at this path, good or bad.</summary>
    public bool Has(string path) => _places.ContainsKey(path);

    /// <summary>Whether a mistake was noted at one of these top sections or inside it.</summary>
    public bool HasMistakeIn(params ReadOnlySpan<string> sections)
    {
        foreach (var section in sections)
        {
            if (Mistakes.Any(mistake => mistake.Path == section || mistake.Path.StartsWith($"{section}[", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    public void Fail(Node node, string path, string message) => Fail(node.Place, path, message);

    public void Fail(Place place, string path, string message)
    {
        if (Mistakes.Count < MaxMistakes)
        {
            Mistakes.Add(new Mistake(place, path, message));
        }
    }

    /// <summary>Notes a mistake at a path that was visited; the nearest visited parent gives the place otherwise.</summary>
    public void Fail(string path, string message) => Fail(PlaceOf(path), path, message);

    public void Warn(string path, string message) => Warnings.Add(new Mistake(PlaceOf(path), path, message));

    public Place PlaceOf(string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
        {
            if (_places.TryGetValue(at, out var place))
            {
                return place;
            }
        }

        return Place.Start;
    }

    /// <summary>Puts variables into a scalar: <c>${NAME}</c>, <c>${NAME:-default}</c>, and <c>$$</c> for a dollar sign.</summary>
    public bool TryExpand(ScalarNode node, string path, [NotNullWhen(true)] out string? text)
    {
        text = node.Text;
        if (!text.Contains('$'))
        {
            return true;
        }

        var expanded = new StringBuilder();
        var isGood = true;
        for (var at = 0; at < node.Text.Length;)
        {
            at = Variable.Next(node.Text, at, out var piece);
            isGood &= TryAppend(piece, node, path, expanded);
        }

        text = isGood ? expanded.ToString() : null;
        if (text is not null)
        {
            _expanded.Add(text);
        }

        return isGood;
    }

    /// <summary>A name for a message. What came out of a variable is not repeated: somebody may have taken the wrong one.</summary>
    public string Show(string name) => _expanded.Contains(name) ? "(from a variable)" : name;

    private bool TryAppend(Variable.Piece piece, ScalarNode node, string path, StringBuilder expanded)
    {
        if (piece.Mistake is { } mistake)
        {
            Fail(node, path, mistake);
            return false;
        }

        if (piece.Name is null)
        {
            expanded.Append(piece.Text);
            return true;
        }

        var value = variables(piece.Name);
        if (value is null && piece.Text is null)
        {
            Fail(node, path, $"variable {piece.Name} is not set; set it or write ${{{piece.Name}:-default}}");
            return false;
        }

        expanded.Append(string.IsNullOrEmpty(value) && piece.Text is not null ? piece.Text : value);
        return true;
    }
}
