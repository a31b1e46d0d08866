using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Reporting.Engine.Access;
using Reporting.Engine.Feed;
using Reporting.Engine.Model;

namespace Reporting.Api.OData;

/// <summary>The entity data models of callers. Each contains only what the caller's roles show.</summary>
internal sealed class ODataModels(OfModel<EntitySets> sets)
{
    private readonly ConditionalWeakTable<EntitySets, ConcurrentDictionary<string, ODataModel>> models = [];

    public ODataModel Of(Caller caller)
    {
        var current = sets.Value;
        return models.GetValue(current, _ => new(StringComparer.Ordinal)).GetOrAdd(caller.Visible.Key, _ => new ODataModel(current.VisibleTo(caller.Visible)));
    }
}
