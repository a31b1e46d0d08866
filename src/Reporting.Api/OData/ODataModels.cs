using System.Collections.Concurrent;
using Reporting.Engine.Access;
using Reporting.Engine.Feed;

namespace Reporting.Api.OData;

/// <summary>The entity data model as each caller sees it: what a role does not show is not in it.</summary>
internal sealed class ODataModels(EntitySets sets)
{
    private readonly ConcurrentDictionary<string, ODataModel> models = new(StringComparer.Ordinal);

    public ODataModel Of(Caller caller) => models.GetOrAdd(caller.Visible.Key, _ => new ODataModel(sets.VisibleTo(caller.Visible)));
}
