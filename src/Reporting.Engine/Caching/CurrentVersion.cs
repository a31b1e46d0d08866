using Microsoft.Extensions.Primitives;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Caching;

/// <summary>The version of today's data. What was made from it ends when the next one is read; what was made from an edition stays.</summary>
internal sealed class CurrentVersion
{
    private Period _period = new(-1);

    /// <summary>Ends what was made from an earlier version.</summary>
    public void Advance(DataVersion read)
    {
        var before = Volatile.Read(ref _period);
        if (read.Edition is null && read.Version > before.Version && Interlocked.CompareExchange(ref _period, new Period(read.Version), before) == before)
        {
            _ = before.End.CancelAsync();
        }
    }

    /// <summary>The end of what is made from this version; null if it has none, as for an edition.</summary>
    public IChangeToken? EndOf(DataVersion version) =>
        Volatile.Read(ref _period) is var period && version.Edition is null && version.Version == period.Version ? new CancellationChangeToken(period.End.Token) : null;

    private sealed record Period(long Version)
    {
        public CancellationTokenSource End { get; } = new();
    }
}
