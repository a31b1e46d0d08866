using System.Collections;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;
using SQLitePCL;

namespace Reporting.Warehouse.Copies;

/// <summary>Reads the rows of a source table as values of the target's engine, one at a time, and keeps a digest of them.</summary>
/// <param name="slices">The number of slices in which each column is read; 0 for a column read whole.</param>
internal sealed class CopyReader(
    DbDataReader rows, IReadOnlyList<CopiedColumn> columns, IReadOnlyList<int> slices, IWarehouseEngine from, IWarehouseEngine to, Action<long> passed) : DbDataReader
{
    private const int Step = 500_000;

    private readonly object?[] _row = new object?[columns.Count];

    public RowDigest Digest { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await rows.DisposeAsync();
        await base.DisposeAsync();
    }

    public override int FieldCount => columns.Count;

    public override bool HasRows => rows.HasRows;

    public override bool IsClosed => rows.IsClosed;

    public override int RecordsAffected => -1;

    public override int Depth => 0;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read()
    {
        if (!rows.Read())
        {
            return false;
        }

        for (int i = 0, at = 0; i < _row.Length; at += Math.Max(1, slices[i]), i++)
        {
            _row[i] = CopiedValue.Read(LongText.Read(rows, at, slices[i]), columns[i].Meaning, from);
            Digest.Add(_row[i]);
        }

        Digest.EndRow();
        if (Digest.Rows % Step == 0)
        {
            passed(Digest.Rows);
        }

        return true;
    }

    /// <summary>Reads all rows for their digest alone.</summary>
    public void ReadAll(CancellationToken cancellationToken)
    {
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0, at = 0; i < _row.Length; at += Math.Max(1, slices[i]), i++)
            {
                Digest.Add(CopiedValue.Read(LongText.Read(rows, at, slices[i]), columns[i].Meaning, from));
            }

            Digest.EndRow();
        }
    }

    /// <summary>The same for both sides of a copy within the embedded engine: values as they are stored, which takes a third of the time.</summary>
    public void ReadAllStored(SqliteConnection connection, CancellationToken cancellationToken)
    {
        var row = new SqliteCursor((SqliteDataReader)rows, connection);
        while (row.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < columns.Count; i++)
            {
                switch (row.Type(i))
                {
                    case raw.SQLITE_INTEGER:
                        Digest.Add(row.Long(i));
                        break;
                    case raw.SQLITE_NULL:
                        Digest.Add(null);
                        break;
                    case raw.SQLITE_TEXT:
                        Digest.AddStored(row.Utf8(i));
                        break;
                    default:
                        throw new NotSupportedException($"{columns[i].Name} has a value of another type.");
                }
            }

            Digest.EndRow();
        }
    }

    public override bool NextResult() => false;

    public override object GetValue(int ordinal) => CopiedValue.Write(_row[ordinal], to);

    public override bool IsDBNull(int ordinal) => _row[ordinal] is null;

    public override string GetName(int ordinal) => columns[ordinal].Name;

    public override int GetOrdinal(string name) => columns.Index().First(c => string.Equals(c.Item.Name, name, StringComparison.OrdinalIgnoreCase)).Index;

    public override Type GetFieldType(int ordinal) => columns[ordinal].Meaning switch
    {
        ColumnMeaning.Number => typeof(long),
        ColumnMeaning.Day or ColumnMeaning.Instant when to.Provider != WarehouseProvider.Sqlite => typeof(DateTime),
        _ => typeof(string),
    };

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
        {
            values[i] = GetValue(i);
        }

        return count;
    }

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override bool GetBoolean(int ordinal) => GetInt64(ordinal) != 0;

    public override byte GetByte(int ordinal) => (byte)GetInt64(ordinal);

    public override char GetChar(int ordinal) => GetString(ordinal)[0];

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => GetInt64(ordinal);

    public override double GetDouble(int ordinal) => GetInt64(ordinal);

    public override float GetFloat(int ordinal) => GetInt64(ordinal);

    public override short GetInt16(int ordinal) => (short)GetInt64(ordinal);

    public override int GetInt32(int ordinal) => (int)GetInt64(ordinal);

    public override long GetInt64(int ordinal) => (long)_row[ordinal]!;

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override Guid GetGuid(int ordinal) => throw new NotSupportedException();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();
}
