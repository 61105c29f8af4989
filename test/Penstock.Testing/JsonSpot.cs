using System.Text.Json.Nodes;

namespace Penstock.Testing;

/// <summary>A place in a JSON tree that a test changes: an entry of an object, or of an array where there is no key.</summary>
/// <param name="Parent">The object or array.</param>
/// <param name="Key">The name in the object.</param>
/// <param name="Index">The position in the array.</param>
public sealed record JsonSpot(JsonNode Parent, string? Key, int Index)
{
    /// <summary>What is there.</summary>
    public JsonNode? Value
    {
        get => Key is null ? Parent[Index] : Parent[Key];
        set
        {
            if (Key is null)
            {
                Parent[Index] = value;
            }
            else
            {
                Parent[Key] = value;
            }
        }
    }

    /// <summary>Every place below a node, outer ones before what is in them.</summary>
    public static List<JsonSpot> All(JsonNode? node)
    {
        IEnumerable<JsonSpot> spots = node switch
        {
            JsonObject map => map.Select(pair => new JsonSpot(map, pair.Key, 0)),
            JsonArray list => Enumerable.Range(0, list.Count).Select(index => new JsonSpot(list, null, index)),
            _ => [],
        };
        return [.. spots.ToList().SelectMany(spot => (List<JsonSpot>)[spot, .. All(spot.Value)])];
    }

    /// <summary>Takes the entry out.</summary>
    public void Remove()
    {
        if (Key is null)
        {
            Parent.AsArray().RemoveAt(Index);
        }
        else
        {
            Parent.AsObject().Remove(Key);
        }
    }
}
