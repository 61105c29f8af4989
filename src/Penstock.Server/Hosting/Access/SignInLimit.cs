using System.Threading.RateLimiting;

namespace Penstock.Server.Hosting.Access;

/// <summary>Holds back whoever tries keys at the sign-in page: ten attempts a minute per address, a hundred in all.</summary>
internal sealed class SignInLimit : IDisposable
{
    private const int PerAddress = 10;
    private const int InAll = 100;

    private readonly PartitionedRateLimiter<HttpContext> _limit = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(context => Window(context.Connection.RemoteIpAddress?.ToString() ?? "", PerAddress)),
        PartitionedRateLimiter.Create<HttpContext, string>(_ => Window("all", InAll)));

    public bool TryTake(HttpContext context)
    {
        using var lease = _limit.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    public void Dispose() => _limit.Dispose();

    private static RateLimitPartition<string> Window(string name, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(name, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        });
}
