using System.Text.Json;
using System.Text.Json.Nodes;
using Penstock.Testing.Hosting;

namespace Penstock.Server.Tests.Hosting;

public sealed class OpenApiTests
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>People review changes of the API as changes of this file; <c>PENSTOCK_UPDATE=1</c> rewrites it.</summary>
    [Fact]
    public async Task The_committed_description_is_the_one_served()
    {
        var served = (await ReadAsync()).ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";
        var file = Path.Combine(Root(), "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("PENSTOCK_UPDATE") == "1")
        {
            await File.WriteAllTextAsync(file, served, Token);
        }

        Assert.True(File.Exists(file), "docs/openapi.json is missing; run this test with PENSTOCK_UPDATE=1.");
        Assert.Equal(await File.ReadAllTextAsync(file, Token), served);
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_and_who_may_do_it()
    {
        var document = await ReadAsync();

        var lacking =
            from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject().Where(member => Methods.Contains(member.Key))
            where operation.Value!["summary"] is null || operation.Value["operationId"] is null || operation.Value["tags"] is null
                || operation.Value["security"] is null || operation.Value["responses"]!["401"] is null
            select $"{operation.Key} {path.Key}";

        Assert.Empty(lacking);
    }

    [Fact]
    public async Task Members_are_in_snake_case()
    {
        var document = await ReadAsync();

        var wrong =
            from schema in document["components"]!["schemas"]!.AsObject()
            where schema.Key != "ProblemDetails"
            from member in schema.Value!["properties"]?.AsObject() ?? []
            where member.Key != JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Key)
            select $"{schema.Key}.{member.Key}";

        Assert.Empty(wrong);
    }

    private static async Task<JsonNode> ReadAsync()
    {
        await using var host = await PenstockHost.StartAsync(null, Token);
        return JsonNode.Parse(await host.Http.GetStringAsync("/api/v1/openapi.json", Token))!;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Penstock.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the checkout.");
        }

        return folder.FullName;
    }
}
