using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;

namespace Reporting.Api.ReportPages;

/// <summary>
/// Arranges the choices of a field below the level above: domains below their groups, participants below their countries. A member with several parents stands
/// below the one with most of its engagements.
/// </summary>
internal sealed class FieldHierarchies(TableCache tables, CurrentModel models)
{
    /// <param name="isWhole">True if all members are listed. Otherwise a group cannot be chosen as a whole.</param>
    /// <param name="selection">The state of the page, from which links lead on; null for a form that must not be left.</param>
    public async Task<IReadOnlyList<FormGroup>> ReadAsync(ReportParameter parameter, IReadOnlyList<FormChoice> choices, bool isWhole, FormPairs? selection, Language language, Caller caller, CancellationToken cancellationToken)
    {
        var (model, measure) = (models.Value.VisibleTo(caller.Visible), models.Value.Measure(MeasureKind.Engagements));
        if (!caller.Visible.ShowsMeasure(measure.Id) || !model.Dimension(parameter.Dimension.Id).IsValue(out var dimension, out _) || dimension.Parent is not { } parent || choices.Count == 0)
        {
            return [];
        }

        // Without the filters of the page, so that the table is kept for all its states.
        var query = new ReportQuery
        {
            Measures = [measure.Id],
            By = [parent, dimension.Id],
            Filters = isWhole ? [] : [new QueryFilter(dimension.Id, FilterMode.Links, [.. choices.Select(c => c.Value).Order(StringComparer.Ordinal)]) { MayBeAbsent = true }],
            Order = [new QueryOrder(measure.Id, true)],
            Limit = ReportQuery.DefaultLimit,
            Language = language.Code,
        };
        if (!(await tables.RunAsync(query, caller, cancellationToken)).IsValue(out var table, out _) || table.Truncated)
        {
            return [];
        }

        var parents = table.Rows.Where(r => r.Members[1].Code is not null).DistinctBy(r => r.Members[1].Code).ToDictionary(r => r.Members[1].Code!, r => r.Members[0]);
        var groups = choices.GroupBy(c => parents.TryGetValue(c.Value, out var above) && !above.IsNotStated ? above : default)
            .OrderBy(g => g.Key.Code is null).ThenBy(g => g.Key.Name, StringComparer.InvariantCultureIgnoreCase)
            .Select(g => Group(g.Key, [.. g.OrderBy(c => c.Name, StringComparer.InvariantCultureIgnoreCase)], parameter, isWhole, selection, choices)).ToList();
        return groups.Count(g => g.Name is not null) > 1 ? groups : [];
    }

    private static FormGroup Group(Member above, IReadOnlyList<FormChoice> choices, ReportParameter parameter, bool isWhole, FormPairs? selection, IReadOnlyList<FormChoice> all)
    {
        if (above.Code is null || !isWhole || selection is null || parameter.Most < choices.Count)
        {
            return new FormGroup(above.Code is null ? null : above.Name, null, choices);
        }

        var own = choices.Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        var others = all.Where(c => c.IsChosen && !own.Contains(c.Value)).Select(c => c.Value);
        var next = choices.All(c => c.IsChosen) ? others : others.Concat(own);
        return new FormGroup(above.Name, selection.With(parameter, [.. next.Order(StringComparer.Ordinal)]), choices);
    }
}
