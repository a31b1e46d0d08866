using System.Collections.Concurrent;
using Reporting.Engine.Access;
using Reporting.Engine.Feed;

namespace Reporting.Api.OData;

/// <summary>The entity data models of callers. Each contains only what the caller's roles show.</summary>
internal sealed class ODataModels(EntitySets sets)
{
    private readonly ConcurrentDictionary<string, ODataModel> _models = new(StringComparer.Ordinal);

    public ODataModel Of(Caller caller) => _models.GetOrAdd(caller.Visible.Key, _ => new ODataModel(sets.VisibleTo(caller.Visible)));
}
