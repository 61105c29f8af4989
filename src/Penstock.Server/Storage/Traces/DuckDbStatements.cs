using System.Diagnostics.CodeAnalysis;
using DuckDB.NET.Data;

namespace Penstock.Server.Storage.Traces;

internal static class DuckDbStatements
{
    [SuppressMessage("Security", "CA2100", Justification = "Callers pass constants; values go through parameters.")]
    public static void Run(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Reads all rows.</summary>
    public static List<T> Query<T>(
        this DuckDBConnection connection, string sql, Func<DuckDBDataReader, T> read, params ReadOnlySpan<DuckDBParameter> values)
    {
        var rows = new List<T>();
        connection.Visit(sql, row => rows.Add(read(row)), values);
        return rows;
    }

    /// <summary>Reads row after row without keeping any.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Callers pass constants; values go through parameters.")]
    public static void Visit(
        this DuckDBConnection connection, string sql, Action<DuckDBDataReader> visit, params ReadOnlySpan<DuckDBParameter> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in values)
        {
            command.Parameters.Add(value);
        }

        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            visit(reader);
        }
    }

    public static long Number(this DuckDBConnection connection, string sql, params ReadOnlySpan<DuckDBParameter> values) =>
        connection.Query(sql, row => row.IsDBNull(0) ? 0 : row.GetInt64(0), values)[0];

    public static string? OptionalText(this DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? OptionalNumber(this DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
