using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Penstock.Server.Storage;

/// <summary>Times as whole microseconds since 1970 in UTC: sortable, exact and the same in every database.</summary>
internal sealed class UnixMicroseconds() : ValueConverter<DateTimeOffset, long>(time => From(time), value => To(value))
{
    public static long From(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;

    public static DateTimeOffset To(long value) => DateTimeOffset.UnixEpoch.AddTicks(value * 10);
}
