using Reporting.Engine.Planning;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Execution;

/// <summary>The member sets of attributes, for today's data and for editions. The least recently used go first. Null stands for an attribute with many members.</summary>
internal sealed class MemberSetCache(long maxBytes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string? Edition, string Attribute), Kept> _kept = [];
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

    public bool TryFind(DataVersion version, string attribute, out MemberSets? sets)
    {
        lock (_gate)
        {
            var isKept = _kept.TryGetValue((version.Edition, attribute), out var kept) && kept.Version == version;
            sets = isKept ? kept!.Sets : null;
            if (isKept)
            {
                kept!.Used = ++_clock;
            }

            return isKept;
        }
    }

    public void Add(DataVersion version, string attribute, MemberSets? sets)
    {
        lock (_gate)
        {
            // A long reading of an older version must not drop the sets of the current one.
            if (_kept.Any(k => k.Key.Edition == version.Edition && k.Value.Version.Version > version.Version))
            {
                return;
            }

            foreach (var old in _kept.Where(k => k.Key.Edition == version.Edition && k.Value.Version != version).Select(k => k.Key).ToList())
            {
                _kept.Remove(old);
            }

            _kept[(version.Edition, attribute)] = new Kept(version, sets) { Used = ++_clock };
            while (_kept.Values.Sum(k => k.Bytes) > maxBytes)
            {
                _kept.Remove(_kept.MinBy(k => k.Value.Used).Key);
            }
        }
    }

    private sealed class Kept(DataVersion version, MemberSets? sets)
    {
        public DataVersion Version => version;

        public MemberSets? Sets => sets;

        public long Bytes { get; } = (sets?.Bits.LongLength ?? 0) + 100;

        public long Used { get; set; }
    }
}
