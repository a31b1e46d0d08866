using System.Diagnostics.Metrics;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Warehouse.Imports;

/// <summary>Durations of imports, and what they did.</summary>
internal static class ImportMetrics
{
    private static readonly Histogram<double> Duration = Instruments.Duration("reporting.import.duration", "Imports, dry runs included.");
    private static readonly Counter<long> Rows = Instruments.Meter.CreateCounter<long>("reporting.import.rows", "{row}", "Data rows of files that were imported.");
    private static readonly Counter<long> Engagements = Instruments.Meter.CreateCounter<long>("reporting.import.engagements", "{engagement}", "Engagements of imported files, by what was done with them.");

    public static async Task<Outcome<ImportResult>> MeasureAsync(Func<Task<Outcome<ImportResult>>> import)
    {
        var timed = new TimedWork(Duration, "import");
        var outcome = "failed";
        try
        {
            var imported = await import();
            outcome = Instruments.OutcomeOf(imported.Problem ?? imported.Value!.Refusal);
            if (imported.Value is { Taken: true, DryRun: false } result)
            {
                Add(result);
            }

            return imported;
        }
        finally
        {
            timed.End(outcome);
        }
    }

    private static void Add(ImportResult result)
    {
        Rows.Add(result.Rows);
        Engagements.Add(result.Added, new KeyValuePair<string, object?>("result", "added"));
        Engagements.Add(result.Changed, new KeyValuePair<string, object?>("result", "changed"));
        Engagements.Add(result.Unchanged, new KeyValuePair<string, object?>("result", "unchanged"));
        Engagements.Add(result.Retired, new KeyValuePair<string, object?>("result", "retired"));
        Engagements.Add(result.Rejected, new KeyValuePair<string, object?>("result", "refused"));
    }
}
