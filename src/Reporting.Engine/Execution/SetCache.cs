using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Execution;

/// <summary>Sets that were found for a data version, of today's data and of editions. The least recently used go first.</summary>
/// <param name="maxBytes">Of all sets. A single set may be larger.</param>
internal sealed class SetCache(long maxBytes, int maxSets)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string? Edition, Type Kind, string Key), Kept> _kept = [];
    private long _clock;

    public long MaxBytes => maxBytes;

    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _kept.Values.Sum(k => k.Bytes);
            }
        }
    }

    /// <param name="value">Null is kept too: it says that there is nothing to keep.</param>
    public bool TryFind<T>(DataVersion version, string key, out T? value)
        where T : class
    {
        lock (_gate)
        {
            var isKept = _kept.TryGetValue((version.Edition, typeof(T), key), out var kept) && kept.Version == version;
            value = isKept ? (T?)kept!.Value : null;
            if (isKept)
            {
                kept!.Used = ++_clock;
            }

            return isKept;
        }
    }

    /// <param name="today">The version of today's data that the set of an edition depends on.</param>
    public void Add<T>(DataVersion version, string key, T? value, long bytes, DataVersion? today = null)
        where T : class
    {
        lock (_gate)
        {
            // A long reading of an older version must not drop the sets of the current one.
            if (_kept.Any(k => k.Key.Edition == version.Edition && k.Value.Version.Version > version.Version))
            {
                return;
            }

            foreach (var old in _kept.Where(k => k.Key.Edition == version.Edition && (k.Value.Version != version || k.Value.Today?.Version < today?.Version)).Select(k => k.Key).ToList())
            {
                _kept.Remove(old);
            }

            _kept[(version.Edition, typeof(T), key)] = new Kept(value, version, today, bytes) { Used = ++_clock };
            while (_kept.Count > maxSets || (_kept.Count > 1 && _kept.Values.Sum(k => k.Bytes) > maxBytes))
            {
                _kept.Remove(_kept.MinBy(k => k.Value.Used).Key);
            }
        }
    }

    private sealed record Kept(object? Value, DataVersion Version, DataVersion? Today, long Bytes)
    {
        public long Used { get; set; }
    }
}
