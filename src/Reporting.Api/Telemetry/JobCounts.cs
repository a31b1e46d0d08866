using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Reporting.Delivery.Exports;
using Reporting.Delivery.Outbox;

namespace Reporting.Api.Telemetry;

/// <summary>Counts of export jobs and deliveries. Gauges that are read together share one reading of the database.</summary>
internal sealed class JobCounts(ExportStore exports, DeliveryStore deliveries)
{
    // A database that is away must not hold up the other values.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // The gauges are read one after the other.
    private static readonly TimeSpan Shared = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Counts? _counts;
    private long? _readAt;

    /// <summary>The values of a gauge; none if the counts cannot be read.</summary>
    public IEnumerable<Measurement<T>> Measure<T>(Func<Counts, IEnumerable<Measurement<T>>> measure)
        where T : struct
    {
        lock (_lock)
        {
            if (_readAt is not { } at || Stopwatch.GetElapsedTime(at) > Shared)
            {
                _counts = Read();
                _readAt = Stopwatch.GetTimestamp();
            }

            return _counts is { } counts ? [.. measure(counts)] : [];
        }
    }

    // Instruments are read synchronously.
    private Counts? Read()
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            return Task.Run(() => ReadAsync(late.Token), late.Token).WaitAsync(Patience).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is DbException or TimeoutException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<Counts> ReadAsync(CancellationToken cancellationToken) => new(await exports.CountAsync(cancellationToken), await deliveries.CountAsync(null, cancellationToken));

    internal sealed record Counts(IReadOnlyDictionary<string, long> Exports, DeliveryCounts Deliveries);
}
