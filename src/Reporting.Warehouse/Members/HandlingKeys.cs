namespace Reporting.Warehouse.Members;

/// <summary>Short keys of handling levels (DimHandling): the fact and its links carry them, so that a clearance is a condition on their indexes.</summary>
internal static class HandlingKeys
{
    /// <summary>A statement that gives each new level among the rows a key.</summary>
    /// <param name="rows">The clause after FROM; it has a column Handling.</param>
    public static string AddFrom(string rows) => $"""
        INSERT INTO DimHandling (HandlingKey, Code)
        SELECT (SELECT COALESCE(MAX(h.HandlingKey), 0) FROM DimHandling h) + ROW_NUMBER() OVER (ORDER BY n.Handling), n.Handling
        FROM (SELECT DISTINCT Handling FROM {rows}) n
        WHERE NOT EXISTS (SELECT 1 FROM DimHandling k WHERE k.Code = n.Handling)
        """;

    /// <summary>An expression for the key of a level.</summary>
    public static string Of(string level) => $"(SELECT h.HandlingKey FROM DimHandling h WHERE h.Code = {level})";
}
