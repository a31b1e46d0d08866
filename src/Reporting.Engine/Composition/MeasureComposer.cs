using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Composition;

/// <summary>
/// Composes measures of one grain from cells. It first requests the cells that it needs, each at their own grain. Once they are read, a measure is a
/// function of a cell's keys. It does not query the database.
/// </summary>
internal sealed class MeasureComposer
{
    private readonly QueryPlan _plan;
    private readonly IReadOnlyList<ModelDimension> _by;
    private readonly int _time;
    private readonly IReadOnlyList<int> _periods;
    private readonly Dictionary<string, CellRequest> _requests = new(StringComparer.Ordinal);

    /// <param name="by">The dimensions of the grain: the first ones of the plan.</param>
    /// <param name="shown">The keys of its cells.</param>
    public MeasureComposer(QueryPlan plan, IReadOnlyList<ModelDimension> by, IEnumerable<object[]> shown)
    {
        (_plan, _by) = (plan, by);
        _time = by.ToList().FindIndex(d => d.Time is not null);
        _periods = _time < 0 ? [] : [.. shown.Select(k => (int)k[_time]).Distinct().Order()];
    }

    public IReadOnlyCollection<CellRequest> Requests => _requests.Values;

    /// <summary>The value of a measure by the keys of a cell; ready once the requests are read.</summary>
    public Func<object[], object?> Of(ModelMeasure measure) => measure.IsOverTime && _time < 0
        ? _ => null
        : Of(measure, new View(_by, keys => keys, [], null, IsWithinRange: true));

    private Func<object[], object?> Of(ModelMeasure measure, View view)
    {
        if (measure.IsOneCell)
        {
            return Counted(measure.Kind!.Value, view);
        }

        switch (measure.Definition)
        {
            case MeasureDefinition.Filtered filtered:
                return Of(filtered.Of, view with { Where = [.. view.Where, .. _plan.MeasureFilters[filtered]] });
            case MeasureDefinition.Ratio ratio:
                var (part, whole) = (Of(ratio.Of, view), Of(ratio.To, view));
                return keys => ValueMath.Divide(part(keys), whole(keys), ratio.Per);
            case MeasureDefinition.Combination both:
                var (first, second) = (Of(both.First, view), Of(both.Second, view));
                return both.IsDifference ? keys => ValueMath.Add(first(keys), ValueMath.Negate(second(keys))) : keys => ValueMath.Add(first(keys), second(keys));
            case MeasureDefinition.Share share:
                var (some, all) = (Of(share.Of, view), Of(share.Of, Whole(share.Within, view)));
                return keys => ValueMath.Divide(some(keys), all(keys));
            case MeasureDefinition.Period period:
                return OverTime(period, view);
            default:
                throw new NotSupportedException($"'{measure.Id}' is not composed.");
        }
    }

    private Func<object[], object?> OverTime(MeasureDefinition.Period period, View view)
    {
        var further = view with { IsWithinRange = period.Form == PeriodForm.Running || (period.IsWithinRange && view.IsWithinRange) };
        if (period.Accumulates)
        {
            return Of(period.Of, further with { Time = (view.Time ?? Now) with { Accumulates = period } });
        }

        var before = Of(period.Of, further with { Time = Before(view.Time ?? Now, period.Form) });
        if (period.Form is PeriodForm.Previous or PeriodForm.PreviousYear)
        {
            return before;
        }

        // A change compares what the row shows.
        var now = Of(period.Of, view);
        return period.Form == PeriodForm.Change
            ? keys => ValueMath.Change(now(keys), before(keys))
            : keys => before(keys) is var old ? ValueMath.Divide(ValueMath.Change(now(keys), old), old) : null;
    }

    private static readonly PeriodWindow Now = new(0, 0, null);

    private static PeriodWindow Before(PeriodWindow time, PeriodForm form) => form == PeriodForm.PreviousYear ? time with { Years = time.Years - 1 } : time with { Shift = time.Shift - 1 };

    private Func<object[], object?> Counted(MeasureKind kind, View view)
    {
        if (view.Time is not { } time)
        {
            var plain = Request(view.By, [.. _plan.Filters, .. view.Where], null, kind);
            return keys => plain.Value(view.Keys(keys), kind);
        }

        var level = _by[_time].Time!.Value;
        var parts = _periods.Select(p => (Period: p, Parts: time.Together(level, p, _periods).ToList())).ToDictionary(p => p.Period, p => p.Parts);
        var needed = parts.Values.SelectMany(p => p).ToHashSet();
        if (needed.Count == 0)
        {
            return _ => null;
        }

        IReadOnlyList<PlannedFilter> filters = [.. view.IsWithinRange ? _plan.Filters : [.. _plan.Filters.Where(f => f.Dimension.Time is null), Range(level, needed)], .. view.Where];
        if (time.Accumulates is null || ValueMath.FollowsFromPeriods(kind))
        {
            var periods = Request(view.By, filters, null, kind);
            return keys => parts[(int)keys[_time]] is { Count: > 0 } some ? ValueMath.Together(kind, some.Select(p => periods.Value(view.Keys(At(keys, p)), kind))) : null;
        }

        var windows = new PlannedWindows(_by[_time], [.. parts.SelectMany(p => p.Value.Select(part => (p.Key, part)))]);
        var together = Request(view.By, filters, windows, kind);
        return keys => parts[(int)keys[_time]].Count == 0 ? null : together.Value(view.Keys(keys), kind);
    }

    // The range from the first to the last period to read, which may begin before the requested one.
    private PlannedFilter Range(TimeLevel level, IReadOnlyCollection<int> periods)
    {
        var stated = periods.Where(p => level.IsStated(p)).ToList();
        return new PlannedFilter(_by[_time], Queries.FilterMode.Links, [], [new DayRange(PartialDate.On(level.FirstDay(stated.Min())).Key, PartialDate.On(level.LastDay(stated.Max())).Key)]);
    }

    private object[] At(object[] keys, int period)
    {
        object[] other = [.. keys];
        other[_time] = period;
        return other;
    }

    private View Whole(ShareWithin within, View view)
    {
        return within switch
        {
            ShareWithin.Total => Only(view, []),
            ShareWithin.Row => Only(view, [.. Enumerable.Range(0, Math.Min(_by.Count, _plan.By.Count - 1))]),
            ShareWithin.Column => Only(view, _by.Count == _plan.By.Count && _by.Count > 0 ? [_by.Count - 1] : []),
            _ => Above(view, _plan.Parent!),
        };
    }

    private View Only(View view, IReadOnlyList<int> places) =>
        view with { By = [.. places.Select(p => _by[p])], Keys = keys => [.. places.Select(p => keys[p])] };

    private View Above(View view, PlannedParent above)
    {
        if (above.Child >= _by.Count)
        {
            return view;
        }

        var child = _by[above.Child];
        var others = Enumerable.Range(0, _by.Count).Where(i => i != above.Child).ToList();
        if (_plan.By.Contains(above.Parent))
        {
            // At a level of totals the parent may be missing. The divisor is then the child itself.
            return _by.Contains(above.Parent) ? Only(view, others) : view;
        }

        var parent = Parent(child, above.Parent);
        return view with
        {
            By = [.. _by.Select((d, i) => i == above.Child ? above.Parent : d)],
            Keys = keys => [.. keys.Select((k, i) => i == above.Child ? parent(k) : k)],
        };
    }

    private Func<object, object> Parent(ModelDimension child, ModelDimension parent)
    {
        if (child.Time is { } level)
        {
            return key => level.Above(parent.Time!.Value, (int)key)!;
        }

        var pairs = Request([parent, child], _plan.Filters, null, MeasureKind.Engagements);
        var parents = new Lazy<Dictionary<object, object>>(() => pairs.Keys.ToDictionary(k => k[1], k => k[0]));
        return key => parents.Value.GetValueOrDefault(key, string.Empty);
    }

    private CellRequest Request(IReadOnlyList<ModelDimension> by, IReadOnlyList<PlannedFilter> filters, PlannedWindows? windows, MeasureKind kind)
    {
        var name = string.Join('\n', by.Select(d => d.Id).Append("where").Concat(filters.Select(Name)).Append(windows?.Json));
        if (!_requests.TryGetValue(name, out var request))
        {
            _requests[name] = request = new CellRequest(by, filters, windows);
        }

        request.Kinds.Add(kind);
        return request;
    }

    private static string Name(PlannedFilter filter) =>
        string.Create(CultureInfo.InvariantCulture, $"{filter.Dimension.Id} {filter.Mode} {string.Join('\u001f', filter.Keys)} {string.Join(' ', filter.Ranges)}");

    /// <summary>The cells that a part of a measure reads.</summary>
    /// <param name="By">Their grain.</param>
    /// <param name="Keys">From the keys of a shown cell to those of this grain.</param>
    /// <param name="Where">Filters in addition to those of the query.</param>
    /// <param name="Time">Null for the shown periods themselves.</param>
    /// <param name="IsWithinRange">True if the query's own range of time applies.</param>
    private sealed record View(IReadOnlyList<ModelDimension> By, Func<object[], object[]> Keys, IReadOnlyList<PlannedFilter> Where, PeriodWindow? Time, bool IsWithinRange);
}
