namespace Penstock.Bench.Systems;

internal static class SystemNames
{
    public const string Direct = "direct";
    public const string Yarp = "YARP";
    public const string Portkey = "Portkey";
    public const string Penstock = "Penstock";

    public static string[] All { get; } = [Direct, Yarp, Portkey, Penstock];
}
