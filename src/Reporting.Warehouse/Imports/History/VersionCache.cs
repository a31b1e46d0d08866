namespace Reporting.Warehouse.Imports.History;

/// <summary>Values read from one data version: kept for today's data, and for the editions that were used last. A new version replaces the old one.</summary>
public sealed class VersionCache<T>
    where T : class
{
    private const int MaxKept = 16;

    private readonly Lock _gate = new();
    private readonly List<(DataVersion Version, T Value)> _kept = [];

    public T Of(DataVersion version, Func<T> make)
    {
        lock (_gate)
        {
            var at = _kept.FindIndex(k => k.Version.Edition == version.Edition);
            var found = at >= 0 && _kept[at].Version == version ? _kept[at] : (version, make());
            if (at == 0)
            {
                _kept[0] = found;
                return found.Item2;
            }

            if (at > 0 || _kept.Count == MaxKept)
            {
                _kept.RemoveAt(at > 0 ? at : MaxKept - 1);
            }

            _kept.Insert(0, found);
            return found.Item2;
        }
    }
}
