using System.Text.Json;
using Penstock.Simulator.Engine;

namespace Penstock.Simulator.Tests.Engine;

public sealed class SchemaInstanceTests
{
    [Theory]
    [InlineData("""{}""", "{}")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", """{"a": "simulated"}""")]
    [InlineData("""{"type":"object","properties":{"a":true,"b":{"type":"null"}},"required":["b"]}""", """{"b": null}""")]
    [InlineData("""{"type":"integer","minimum":3}""", "3")]
    [InlineData("""{"type":"integer","exclusiveMinimum":3,"multipleOf":5}""", "5")]
    [InlineData("""{"type":"number","maximum":-2}""", "-2")]
    [InlineData("""{"type":["string","null"],"maxLength":4}""", "\"simu\"")]
    [InlineData("""{"enum":["x y",2]}""", "\"x y\"")]
    [InlineData("""{"const":{"k":1}}""", """{"k":1}""")]
    [InlineData("""{"type":"array","items":{"type":"boolean"},"minItems":2}""", "[true, true]")]
    [InlineData("""{"type":"array","prefixItems":[{"type":"integer"},{"type":"string"}]}""", """[0, "simulated"]""")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"string"}]}""", "0")]
    [InlineData("""{"allOf":[{"properties":{"a":{"type":"integer"}},"required":["a"]},{"properties":{"b":{"const":1}},"required":["b"]}]}""", """{"a": 0, "b": 1}""")]
    [InlineData("""{"$ref":"#/$defs/x","$defs":{"x":{"type":"string","format":"email"}}}""", "\"simulated@example.com\"")]
    [InlineData("""{"enum":7,"type":"string"}""", "\"simulated\"")]
    public void The_instance_is_the_smallest_that_fits(string schema, string expected)
    {
        using var document = JsonDocument.Parse(schema);

        Assert.Equal(expected, SchemaInstance.Write(document.RootElement));
    }

    [Fact]
    public void A_schema_that_never_ends_still_gets_an_answer()
    {
        using var document = JsonDocument.Parse("""{"type":"object","properties":{"next":{"$ref":"#"}},"required":["next"]}""");

        Assert.StartsWith("""{"next": {"next": """, SchemaInstance.Write(document.RootElement), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_branches_without_end_stops_growing()
    {
        using var document = JsonDocument.Parse("""{"type":"object","properties":{"a":{"$ref":"#"},"b":{"$ref":"#"}},"required":["a","b"]}""");

        Assert.InRange(SchemaInstance.Write(document.RootElement).Length, 1 << 18, 1 << 20);
    }
}
