namespace Penstock.Conventions.Tests;

internal static class Breaches
{
    /// <summary>Fails with every breach on a line of its own; the framework's own message stops after five.</summary>
    public static void None(IEnumerable<string> breaches)
    {
        var all = breaches.Distinct().ToArray();
        Assert.True(all.Length == 0, $"{all.Length} found:\n{string.Join('\n', all)}");
    }
}
