using System.Diagnostics;
using System.Diagnostics.Metrics;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Telemetry;

/// <summary>
/// Makes what can be measured from outside: docs/operations.md lists it. Labels are words of the program, such as kinds, formats and outcomes. They never
/// hold data: no member, title, name or key.
/// </summary>
public static class Instruments
{
    /// <summary>The name of the meter and of the source of traces.</summary>
    public const string Name = "Reporting";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] };

    public static Meter Meter { get; } = new(Name);

    public static ActivitySource Source { get; } = new(Name);

    /// <summary>A histogram of durations in seconds.</summary>
    public static Histogram<double> Duration(string name, string description) => Meter.CreateHistogram(name, "s", description, tags: null, Seconds);

    /// <summary>The outcome of work: answered, or the kind of its problem.</summary>
    public static string OutcomeOf(Problem? problem) => problem is null ? "answered" : problem.Kind.ToString().ToLowerInvariant();
}

/// <summary>Measures one piece of work as a span of a trace and as a duration.</summary>
public readonly struct TimedWork(Histogram<double> duration, string span)
{
    private readonly long _begun = Stopwatch.GetTimestamp();
    private readonly Activity? _span = Instruments.Source.StartActivity(span);

    /// <param name="label">The name and the value of one more label.</param>
    public void End(string outcome, KeyValuePair<string, object?> label = default)
    {
        var result = new KeyValuePair<string, object?>("outcome", outcome);
        if (label.Key is null)
        {
            duration.Record(Stopwatch.GetElapsedTime(_begun).TotalSeconds, result);
        }
        else
        {
            duration.Record(Stopwatch.GetElapsedTime(_begun).TotalSeconds, result, label);
            _span?.SetTag(label.Key, label.Value);
        }

        _span?.SetTag("outcome", outcome);
        _span?.Dispose();
    }
}
