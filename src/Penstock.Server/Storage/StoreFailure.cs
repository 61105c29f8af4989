using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Penstock.Server.Storage;

/// <summary>Says why a store cannot be read or written, in words that name no path: probes may show them to anybody.</summary>
internal static class StoreFailure
{
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int WindowsDiskFull = unchecked((int)0x8007_0070);

    private const string Full = "the disk is full";
    private const string ReadOnly = "it may only be read";
    private const string Gone = "its file is missing";
    private const string Other = "the log says why";

    /// <summary>The failure of the database behind an exception; <see langword="null"/> where it did what it should and refused a statement, which is a defect.</summary>
    public static SqliteException? OfDatabase(Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26 } sqlite => sqlite,
        SqliteException sqlite when HasNoTables(sqlite) => sqlite,
        DbUpdateException { InnerException: { } cause } => OfDatabase(cause),
        _ => null,
    };

    public static string Describe(Exception failure) => failure switch
    {
        SqliteException sqlite when HasNoTables(sqlite) => "it is empty, or not one of Penstock's",
        SqliteException sqlite => Describe(sqlite.SqliteErrorCode),
        FileNotFoundException or DirectoryNotFoundException => Gone,
        UnauthorizedAccessException => ReadOnly,
        IOException { HResult: NoSpace or WindowsDiskFull } => Full,
        IOException { HResult: ReadOnlyFileSystem } => ReadOnly,
        DuckDBException duck when duck.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase) => Full,
        _ => Other,
    };

    // The general error of SQLite, which has no code of its own for it.
    private static bool HasNoTables(SqliteException failure) =>
        failure.SqliteErrorCode == 1 && failure.Message.Contains("no such table", StringComparison.Ordinal);

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
