namespace Penstock.Server.Snapshots.Sources;

/// <summary>Where the document in force comes from.</summary>
internal enum SnapshotSource
{
    /// <summary>No file and nothing applied: the document that ships with the server.</summary>
    BuiltIn,

    /// <summary>The file given at start.</summary>
    File,

    /// <summary>A document applied through the admin API.</summary>
    Api,
}

internal static class SnapshotSourceNames
{
    /// <summary><c>builtin</c>, <c>file</c> or <c>api</c>.</summary>
    public static string Name(this SnapshotSource source) => source switch
    {
        SnapshotSource.BuiltIn => "builtin",
        SnapshotSource.File => "file",
        SnapshotSource.Api => "api",
    };
}
