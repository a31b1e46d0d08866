using System.Text;
using Microsoft.Extensions.Logging;

namespace Reporting.Api.Tests.Access;

/// <summary>All log messages.</summary>
internal sealed class LogCapture : ILoggerProvider, ILogger
{
    private readonly StringBuilder _text = new();

    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Write(state.ToString());
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Write($"{formatter(state, exception)} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values.Select(v => v.Value)) : null)} {exception}");

    public void Dispose()
    {
    }

    private void Write(string? line)
    {
        lock (_text)
        {
            _text.AppendLine(line);
        }
    }
}
