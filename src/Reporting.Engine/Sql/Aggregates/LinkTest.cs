using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;

namespace Reporting.Engine.Sql.Aggregates;

/// <summary>A filter as a test of the number that a link has in one column of its list.</summary>
internal sealed record LinkTest(int Column, bool[] Allowed, bool OthersPass)
{
    /// <param name="attribute">An attribute of the list, which the filter is on.</param>
    public static LinkTest Of(LinkList links, StarAttribute attribute, PlannedFilter filter)
    {
        var (wanted, isOutside) = (filter.Keys.ToHashSet(), filter.Mode == FilterMode.Outside);
        return new LinkTest(links.ColumnOf(attribute), [.. links.MembersOf(attribute, wanted).Select(member => wanted.Contains(member) != isOutside)], isOutside);
    }

    public bool Passes(int key) => key < Allowed.Length ? Allowed[key] : OthersPass;
}
