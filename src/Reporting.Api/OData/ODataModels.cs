using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Reporting.Engine.Access;
using Reporting.Engine.Feed;
using Reporting.Engine.Model;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.OData;

/// <summary>The entity data models of callers. Each contains only what the caller's roles show.</summary>
internal sealed class ODataModels(Reloadable<EntitySets> sets)
{
    // Callers can request any combination of measures, so keep only this many.
    private const int MaxAsked = 50;

    private readonly ConditionalWeakTable<EntitySets, ConcurrentDictionary<string, ODataModel>> _models = [];
    private readonly ConditionalWeakTable<EntitySets, ConcurrentDictionary<string, ODataModel>> _asked = [];

    /// <summary>The model under an address that names measures, or since when it tells changes.</summary>
    public Outcome<ODataModel> Of(Caller caller, ODataUrl url)
    {
        var (plain, measures) = (Of(caller), url.Measures);
        if (measures.Count == 0 && url.Since is null)
        {
            return plain;
        }

        var known = _asked.GetValue(plain.Sets, _ => new(StringComparer.Ordinal));
        var name = (url.Since is null ? string.Empty : ChangedRows.Name + ' ') + string.Join(',', measures);
        if (known.TryGetValue(name, out var model))
        {
            return model;
        }

        if (!plain.Sets.With(measures).IsValue(out var asked, out var problem))
        {
            return problem;
        }

        if (known.Count >= MaxAsked)
        {
            known.Clear();
        }

        return known.GetOrAdd(name, _ => new ODataModel(url.Since is null ? asked : asked.WithChanges()));
    }

    public ODataModel Of(Caller caller)
    {
        var current = sets.Value;
        return _models.GetValue(current, _ => new(StringComparer.Ordinal)).GetOrAdd(caller.Visible.Key, _ => new ODataModel(current.VisibleTo(caller.Visible)));
    }
}
