using System.Text.Json;
using System.Text.Json.Nodes;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Hostile;

/// <summary>Saved states as a damaged store might give them back.</summary>
internal static class HostileJson
{
    /// <summary>Changes one or two numbers, or the length of a list, somewhere in the document.</summary>
    public static void Tamper(JsonNode document, RandomStream random)
    {
        for (var changes = 1 + random.NextBelow(2); changes > 0; changes--)
        {
            var places = Places(document).ToArray();
            Change(places[random.NextBelow(places.Length)], random);
        }
    }

    private static IEnumerable<JsonNode> Places(JsonNode node) => node switch
    {
        JsonObject whole => whole.Where(member => member.Value is not null).SelectMany(member => Places(member.Value!)),
        JsonArray many => many.Where(item => item is not null).SelectMany(item => Places(item!)).Append(many),
        _ => [node],
    };

    private static void Change(JsonNode place, RandomStream random)
    {
        var numbers = new HostileNumbers(random);
        if (place is JsonArray many)
        {
            Resize(many, numbers, random);
        }
        else if (place.GetValueKind() == JsonValueKind.Number)
        {
            var extreme = random.NextBelow(2) == 0 ? numbers.ExtremeCount() : numbers.Extreme();
            var number = random.NextBelow(3) == 0 ? place.GetValue<JsonElement>().GetDouble() + random.NextBelow(5) - 2 : extreme;
            place.ReplaceWith(double.IsFinite(number) ? number : 0);
        }
    }

    private static void Resize(JsonArray many, HostileNumbers numbers, RandomStream random)
    {
        if (many.Count > 0 && random.NextBelow(2) == 0)
        {
            many.RemoveAt(random.NextBelow(many.Count));
            return;
        }

        many.Add(many.Count == 0 ? (JsonNode)numbers.OrdinaryCount() : many[0]!.DeepClone());
    }
}
