using System.Text.Json;
using System.Text.Json.Serialization;
using Penstock.Contracts.Admin.Apps;
using Penstock.Contracts.Admin.Config;
using Penstock.Contracts.Admin.Keys;
using Penstock.Contracts.Admin.Models;
using Penstock.Contracts.Admin.Overview;
using Penstock.Contracts.Admin.Providers;
using Penstock.Contracts.Admin.Status;
using Penstock.Contracts.Admin.Tenants;
using Penstock.Contracts.Admin.Traces;
using Penstock.Contracts.Admin.Usage;

namespace Penstock.Contracts.Admin;

/// <summary>The JSON of the admin API. A type that is not listed here is not on the wire.</summary>
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(OverviewView))]
[JsonSerializable(typeof(ListView<KeyView>))]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(IssuedKeyView))]
[JsonSerializable(typeof(CreateKey))]
[JsonSerializable(typeof(UpdateKey))]
[JsonSerializable(typeof(RotateKey))]
[JsonSerializable(typeof(ListView<TenantView>))]
[JsonSerializable(typeof(ListView<ProviderView>))]
[JsonSerializable(typeof(ProviderCheckView))]
[JsonSerializable(typeof(ListView<ModelView>))]
[JsonSerializable(typeof(ListView<AppView>))]
[JsonSerializable(typeof(TracePage))]
[JsonSerializable(typeof(TraceView))]
[JsonSerializable(typeof(UsageReport))]
[JsonSerializable(typeof(ConfigView))]
[JsonSerializable(typeof(ConfigPlan))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
public sealed partial class AdminJson : JsonSerializerContext
{
    /// <summary>Puts the wire rules on <paramref name="options"/>. Server and clients both call this.</summary>
    /// <param name="options">Options that nothing has used yet.</param>
    /// <remarks>
    /// Rules set by attribute on a context hold only for its own default options. In a resolver chain the options
    /// decide, so a strict context in a lax chain is lax.
    /// </remarks>
    public static void Apply(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.TypeInfoResolverChain.Insert(0, Default);
    }
}
