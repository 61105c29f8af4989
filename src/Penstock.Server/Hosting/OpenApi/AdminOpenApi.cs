using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Penstock.Server.Hosting.Start;

namespace Penstock.Server.Hosting.OpenApi;

/// <summary>The description of the admin API at <c>/api/v1/openapi.json</c>.</summary>
internal static class AdminOpenApi
{
    private const string Document = "v1";
    private const string Bearer = "admin_key";
    private const string Header = "admin_key_header";

    public static IServiceCollection AddAdminOpenApi(this IServiceCollection services)
    {
        services.AddOpenApi(Document, options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) is true;
            options.AddDocumentTransformer((document, _, _) => DescribeAsync(document));
            options.AddOperationTransformer((operation, context, _) => SecureAsync(operation, context));
        });
        return services;
    }

    public static IEndpointRouteBuilder MapAdminOpenApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/api/v1/openapi.json").AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static Task DescribeAsync(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Penstock admin API",
            Version = ServerArguments.Version,
            Description = "Keys, configuration, providers, traces, usage. Errors are problem details (RFC 9457) with a stable `code`; "
                + "the page /problems/CODE explains each one. Unknown and duplicate members of a body are refused.",
        };

        // Where the description was fetched from says nothing about where else the server answers.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The admin key." },
            [Header] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "x-api-key", Description = "The admin key." },
        };
        return Task.CompletedTask;
    }

    private static Task SecureAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Header, context.Document)] = [] },
        ];
        operation.Responses ??= [];
        operation.Responses.TryAdd("401", new OpenApiResponse { Description = "The admin key is missing or not valid (admin_key_invalid)." });
        operation.Responses.TryAdd("429", new OpenApiResponse { Description = "Too many wrong admin keys came from this address (too_many_wrong_keys); Retry-After says when the next is looked at." });
        return Task.CompletedTask;
    }
}
