using DuckDB.NET.Data;

namespace Penstock.Server.Storage.Traces;

/// <summary>How DuckDB opens the file, and what it may take of the machine.</summary>
/// <remarks>
/// The file is attached to an instance of its own, because the size of row groups is a setting of attaching. Files of either
/// size are read and added to with the other.
/// </remarks>
internal static class TraceFile
{
    private const string Name = "traces_file";

    // A checkpoint writes the last row group again and holds it unpacked meanwhile: a quarter of DuckDB's own size means less memory and shorter pauses.
    private const int RowGroup = 30_720;

    // What was freed goes back to the system at once. DuckDB's own thresholds keep 128 MB and more for the next time.
    private static readonly string[] Frugal =
    [
        "SET allocator_background_threads = true",
        "SET allocator_flush_threshold = '1MB'",
        "SET allocator_bulk_deallocation_flush_threshold = '8MB'",
    ];

    // Questions of people must leave cores to requests.
    private static int Threads => Math.Clamp(Environment.ProcessorCount / 2, 2, 8);

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="memoryMb">What DuckDB may use.</param>
    /// <exception cref="DuckDBException">It cannot be opened.</exception>
    public static DuckDBConnection Open(string path, int memoryMb)
    {
        var connection = new DuckDBConnection($"DataSource=:memory:;memory_limit={memoryMb}MB;threads={Threads}");
        try
        {
            connection.Open();
            foreach (var setting in Frugal)
            {
                connection.Run(setting);
            }

            connection.Run($"SET temp_directory = {Quoted(path + ".tmp")}");
            connection.Run($"ATTACH {Quoted(path)} AS {Name} (ROW_GROUP_SIZE {RowGroup})");
            connection.Run($"USE {Name}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Another connection to the same file.</summary>
    public static DuckDBConnection Beside(DuckDBConnection opened)
    {
        var connection = opened.Duplicate();
        connection.Open();
        connection.Run($"USE {Name}");
        return connection;
    }

    /// <summary>Lets go of cached blocks: a lower limit evicts them, and the old one lets the next question have its memory.</summary>
    public static void Shrink(DuckDBConnection connection, int restMb, int memoryMb)
    {
        try
        {
            connection.Run($"SET memory_limit = '{restMb}MB'");
        }
        catch (DuckDBException)
        {
            // More than that is in use just now. The next time comes soon.
        }
        finally
        {
            connection.Run($"SET memory_limit = '{memoryMb}MB'");
        }
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
