using Penstock.Gateway.Admit;
using Penstock.Gateway.Hosting;
using Penstock.Gateway.Record;

namespace Penstock.Gateway.Call;

/// <summary>What every attempt needs, whatever the request.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Ledger">Where money is written.</param>
/// <param name="Lifetime">Whether the server is stopping.</param>
/// <param name="Bytes">What bodies and answers may hold.</param>
internal sealed record CallServices(TimeProvider Clock, ILedger Ledger, GatewayLifetime Lifetime, ByteBudget Bytes);
