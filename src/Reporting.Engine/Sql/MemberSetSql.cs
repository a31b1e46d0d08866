using Reporting.Engine.Model;
using Reporting.Engine.Planning;

namespace Reporting.Engine.Sql;

/// <summary>The statement that finds the engagements of each member of an attribute.</summary>
internal static class MemberSetSql
{
    /// <summary>
    /// True for an attribute whose members keep their engagements for a data version: they do not follow the day, a definition or another line. Lines of
    /// participants are many, so only columns with an index fit.
    /// </summary>
    public static bool Fits(StarAttribute attribute) =>
        attribute is { Fixed: null, IsOfPartner: false, Time: null or TimeLevel.Year, On: not BridgeKind.Commitment } && (attribute.On != BridgeKind.Participation || attribute is { IsGroup: false, Column: not "Role" });

    public static CompiledStatement Of(StarAttribute attribute, SqlDialect dialect)
    {
        var values = new SqlValues();
        var member = new ModelDimension(attribute.Id, attribute, LocalizedText.None, LocalizedText.None);
        var links = attribute.On == BridgeKind.Engagement ? Array.Empty<BridgeKind>() : [attribute.On];
        var source = new RowSource(QueryPlan.OfRows(PlannedScope.Everything, []), [member], links, needsFact: false, values, dialect);
        return new CompiledStatement($"SELECT {source.Keys[0]} AS Member, {dialect.SetOf($"{source.Driver}.EngagementKey")} AS Engagements\nFROM {source.From}{source.Where}\nGROUP BY {source.Keys[0]}", values.ByName, RowShape.None);
    }
}
