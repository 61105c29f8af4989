using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;

namespace Penstock.Server.Storage;

/// <summary>Says why a store cannot be written, in words that name no path: probes may show them to anybody.</summary>
internal static class WriteFailureCause
{
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int WindowsDiskFull = unchecked((int)0x8007_0070);

    private const string Full = "the disk is full";
    private const string ReadOnly = "it may only be read";
    private const string Gone = "its file is missing";
    private const string Other = "the log says why";

    public static string Describe(Exception failure) => failure switch
    {
        SqliteException sqlite => Describe(sqlite.SqliteErrorCode),
        FileNotFoundException or DirectoryNotFoundException => Gone,
        UnauthorizedAccessException => ReadOnly,
        IOException { HResult: NoSpace or WindowsDiskFull } => Full,
        IOException { HResult: ReadOnlyFileSystem } => ReadOnly,
        DuckDBException duck when duck.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase) => Full,
        _ => Other,
    };

    // The primary result codes of SQLite.
    private static string Describe(int code) => code switch
    {
        5 or 6 => "another process holds it",
        8 => ReadOnly,
        11 or 26 => "it is damaged",
        13 => Full,
        14 => Gone,
        _ => Other,
    };
}
