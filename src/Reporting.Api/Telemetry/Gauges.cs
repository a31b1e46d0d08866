using System.Diagnostics.Metrics;
using Reporting.Delivery.Exports;
using Reporting.Delivery.Outbox;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;
using Reporting.Rendering.Pdf;
using Reporting.Warehouse.Backups;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Telemetry;

namespace Reporting.Api.Telemetry;

/// <summary>Values that are read when someone asks for them: queues, memory, ages.</summary>
internal sealed class Gauges : IDisposable
{
    private readonly Meter _meter = new(Instruments.Name);

    public Gauges(WorkLanes lanes, ResultCache cache, ChromiumBrowser chromium, ExportStore exports, DeliveryStore deliveries, BackupSchedule backups, TimeProvider time)
    {
        var jobs = new JobCounts(exports, deliveries);
        _meter.CreateObservableGauge<long>("reporting.lane.waiting", () => lanes.Waiting.Select(lane => Of(lane.Waiting, "lane", lane.Lane)), "{query}", "Queries that wait, by lane.");
        _meter.CreateObservableGauge<long>("reporting.cache.size", () => cache.Bytes, "By", "The bytes of the cached responses.");
        _meter.CreateObservableGauge<long>("reporting.database.memory", () => ProcessMemory.OfSqlite, "By", "The memory of the embedded database: pages, sorts and statements.");
        _meter.CreateObservableGauge<long>("reporting.browser.memory", () => chromium.MemoryBytes, "By", "The memory of Chromium with all its processes.");
        _meter.CreateObservableGauge<long>(
            "reporting.export.jobs", () => jobs.Measure(counts => counts.Exports.Select(c => Of(c.Value, "state", c.Key))), "{job}", "Export jobs by state.");
        _meter.CreateObservableGauge<long>(
            "reporting.deliveries", () => jobs.Measure(counts => counts.Deliveries.ByState.Select(c => Of(c.Value, "state", c.Key))), "{delivery}", "Deliveries of mail by state.");
        _meter.CreateObservableGauge<long>(
            "reporting.deliveries.late", () => jobs.Measure<long>(counts => [new(counts.Deliveries.Late)]), "{delivery}", "Deliveries and subscriptions that are late.");
        _meter.CreateObservableGauge<double>(
            "reporting.deliveries.lateness",
            () => jobs.Measure<double>(counts => [new(counts.Deliveries.OldestDue is { } due && due < time.GetUtcNow() ? (time.GetUtcNow() - due).TotalSeconds : 0)]),
            "s", "How long the oldest delivery that is not sent is overdue.");
        _meter.CreateObservableGauge<double>(
            "reporting.backup.age", () => backups.Last() is { } last ? new[] { new Measurement<double>((time.GetUtcNow() - last).TotalSeconds) } : [], "s", "The age of the last scheduled backup.");
    }

    public void Dispose() => _meter.Dispose();

    private static Measurement<long> Of(long value, string label, string word) => new(value, new KeyValuePair<string, object?>(label, word));
}
