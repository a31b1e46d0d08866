using System.Collections.Concurrent;
using System.Data;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.SqlClient;

namespace Reporting.TestWarehouses;

/// <summary>
/// Records every distinct statement that this process sends to a server through SqlClient, in the folder named by REPORTING_RECORD_STATEMENTS. Each process
/// writes one file with a JSON text on each line. StatementsTests parses them.
/// </summary>
internal sealed class StatementRecorder : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public const string Variable = "REPORTING_RECORD_STATEMENTS";

    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    private readonly StreamWriter _file;

    private StatementRecorder(string folder)
    {
        Directory.CreateDirectory(folder);
        _file = new StreamWriter(Path.Combine(folder, $"{AppDomain.CurrentDomain.FriendlyName}-{Environment.ProcessId}.jsonl")) { AutoFlush = true };
    }

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "All statements of the process must be recorded, whichever test runs first.")]
    internal static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            DiagnosticListener.AllListeners.Subscribe(new StatementRecorder(folder));
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "SqlClientDiagnosticListener")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (!value.Key.EndsWith("WriteCommandBefore", StringComparison.Ordinal) || value.Value?.GetType().GetProperty("Command")?.GetValue(value.Value) is not SqlCommand command)
        {
            return;
        }

        var text = command.CommandType == CommandType.StoredProcedure ? "EXEC " + command.CommandText : command.CommandText;
        if (_seen.TryAdd(text, true))
        {
            lock (_file)
            {
                _file.WriteLine(JsonSerializer.Serialize(text));
            }
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
