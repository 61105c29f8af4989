namespace Penstock.Server.Features.Usage;

/// <summary>What usage can be grouped by, and the columns that hold it.</summary>
internal static class UsageGroups
{
    public const string Day = "day";
    public const string User = "user";

    public static IReadOnlyDictionary<string, string> Columns { get; } = new Dictionary<string, string>
    {
        [Day] = "\"day\"",
        ["tenant"] = "\"tenant\"",
        ["key"] = "\"key\"",
        ["app"] = "\"app\"",
        ["model"] = "\"model\"",
        ["provider"] = "\"provider\"",
        [User] = "\"user\"",
    };
}
