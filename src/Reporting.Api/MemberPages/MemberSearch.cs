using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.MemberPages;

/// <summary>Searches the names of all dimensions, and counts the members of each. Callers see only members of engagements that they may see.</summary>
internal sealed class MemberSearch(TableCache tables, MemberRunner members)
{
    private const int Shown = 8;
    private const int MaxCompared = 2_000;

    /// <summary>The number of members of each dimension; null where it cannot be counted.</summary>
    public async Task<IReadOnlyList<long?>> CountAsync(IReadOnlyList<ModelDimension> dimensions, string language, SemanticModel visible, Caller caller, CancellationToken cancellationToken)
    {
        if (visible.FindMeasure(MeasureKind.Engagements) is not { } measure)
        {
            return [.. dimensions.Select(_ => (long?)null)];
        }

        // The search leaves out the member "not stated".
        var answers = await tables.RunAllAsync(dimensions.Select(d => new ReportQuery { Measures = [measure.Id], By = [d.Id], Limit = ReportQuery.DefaultLimit, Language = language }), caller, cancellationToken);
        return [.. answers.Select(answer => answer.Value is { } table ? table.RowCount - table.Rows.Count(r => r.Members[0].IsNotStated) : (long?)null)];
    }

    /// <summary>The members that match, by dimension.</summary>
    public async Task<IReadOnlyList<FoundMembers>> FindAsync(IReadOnlyList<ModelDimension> dimensions, string name, string language, Caller caller, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(dimensions.Where(d => d.Time is null).Select(d => Task.Run(async () =>
            new FoundMembers(d, [.. (await members.ListAsync(new MemberQuery(d.Id, name, null, Shown + 1, language), caller, null, cancellationToken)).Value?.Members.Where(m => !m.IsNotStated) ?? []]), cancellationToken)));
        return [.. found.Where(f => f.Members.Count > 0).Select(f => f with { Members = [.. f.Members.Take(Shown)], HasMore = f.Members.Count > Shown })];
    }

    /// <summary>The name, or the word of a name, that is nearest to a misspelt one; null if none is near.</summary>
    public async Task<string?> NearestAsync(IReadOnlyList<ModelDimension> dimensions, string name, string language, Caller caller, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        foreach (var dimension in dimensions.Where(d => d.Time is null))
        {
            names.AddRange((await members.ListAsync(new MemberQuery(dimension.Id, null, null, MaxCompared, language), caller, null, cancellationToken)).Value?.Members.Where(m => !m.IsNotStated).Select(m => m.Name) ?? []);
        }

        return NearestName.Of(name, names.SelectMany(n => n.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(word => word.Length > 2).Append(n)).Distinct(StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>The members of a dimension that match a search.</summary>
public sealed record FoundMembers(ModelDimension Dimension, IReadOnlyList<Member> Members)
{
    /// <summary>True if more match.</summary>
    public bool HasMore { get; init; }
}
