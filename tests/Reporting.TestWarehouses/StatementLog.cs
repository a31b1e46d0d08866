using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Data.SqlClient;
using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses;

/// <summary>
/// Records each execution of a statement in this process, in order. Begin before opening connections: SQLite traces only connections
/// that are opened later. SqlClient reports all connections.
/// </summary>
public sealed class StatementLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const uint TraceStatements = 1;

    private static readonly ConnectCallback OnConnect = TraceConnection;
    private static readonly TraceCallback OnStatement = RecordStatement;
    private static readonly ConcurrentDictionary<StatementLog, bool> Open = new();

    private readonly ConcurrentQueue<(string Database, string Text)> _statements = [];
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];

    static StatementLog() => Marshal.ThrowExceptionForHR(sqlite3_auto_extension(Marshal.GetFunctionPointerForDelegate(OnConnect)));

    public StatementLog()
    {
        Open[this] = true;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int ConnectCallback(IntPtr database, IntPtr error, IntPtr routines);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int TraceCallback(uint kind, IntPtr context, IntPtr statement, IntPtr text);

    /// <summary>The statements of one database so far.</summary>
    public IReadOnlyList<string> Of(WarehouseProvider engine, string connectionString)
    {
        var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var database = engine == WarehouseProvider.Sqlite ? (string)settings["Data Source"] : new SqlConnectionStringBuilder(connectionString).InitialCatalog;
        return [.. _statements.Where(s => s.Database.EndsWith(database, StringComparison.Ordinal)).Select(s => s.Text)];
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "SqlClientDiagnosticListener")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key.EndsWith("WriteCommandBefore", StringComparison.Ordinal) && value.Value?.GetType().GetProperty("Command")?.GetValue(value.Value) is SqlCommand command)
        {
            _statements.Enqueue((command.Connection.Database, command.CommandText));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        Open.TryRemove(this, out _);
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }

    private static int TraceConnection(IntPtr database, IntPtr error, IntPtr routines) =>
        Open.IsEmpty ? 0 : sqlite3_trace_v2(database, TraceStatements, Marshal.GetFunctionPointerForDelegate(OnStatement), IntPtr.Zero);

    private static int RecordStatement(uint kind, IntPtr context, IntPtr statement, IntPtr text)
    {
        var database = Marshal.PtrToStringUTF8(sqlite3_db_filename(sqlite3_db_handle(statement), "main")) ?? string.Empty;
        foreach (var log in Open.Keys)
        {
            log._statements.Enqueue((database, Marshal.PtrToStringUTF8(text) ?? string.Empty));
        }

        return 0;
    }

    [DllImport("e_sqlite3", CallingConvention = CallingConvention.Cdecl)]
    private static extern int sqlite3_auto_extension(IntPtr entryPoint);

    [DllImport("e_sqlite3", CallingConvention = CallingConvention.Cdecl)]
    private static extern int sqlite3_trace_v2(IntPtr database, uint mask, IntPtr callback, IntPtr context);

    [DllImport("e_sqlite3", CallingConvention = CallingConvention.Cdecl)]
    private static extern IntPtr sqlite3_db_handle(IntPtr statement);

    [DllImport("e_sqlite3", CallingConvention = CallingConvention.Cdecl)]
    private static extern IntPtr sqlite3_db_filename(IntPtr database, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
