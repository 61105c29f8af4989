using Microsoft.AspNetCore.Http.Metadata;

namespace Penstock.Server.Hosting;

/// <summary>The largest body that the admin API takes: configurations are text that people write.</summary>
internal sealed class AdminBodyLimit : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => 4 * 1024 * 1024;
}
