namespace Reporting.Engine.Changes;

/// <summary>
/// Splits the difference of numbers of engagements between two states of the data. Each engagement that entered or left a cell has one reason, so the parts
/// of a cell add up to its difference exactly.
/// </summary>
public static class FigureChanges
{
    /// <summary>One change for each cell of either state, in the order of the codes.</summary>
    public static IReadOnlyList<FigureChange> Between(EngagementCells old, EngagementCells now) =>
    [
        .. old.Cells.Keys.Union(now.Cells.Keys).OrderBy(cell => cell.ToString(), StringComparer.Ordinal).Select(cell => Of(cell, old, now)),
    ];

    private static FigureChange Of(CellKey cell, EngagementCells old, EngagementCells now)
    {
        IReadOnlySet<string> nothing = new HashSet<string>();
        var (before, after) = (old.Cells.GetValueOrDefault(cell, nothing), now.Cells.GetValueOrDefault(cell, nothing));
        var parts = new Dictionary<ChangeKind, long>();
        foreach (var code in after.Where(code => !before.Contains(code)))
        {
            Add(ReasonOf(code, old, now), 1);
        }

        foreach (var code in before.Where(code => !after.Contains(code)))
        {
            Add(ReasonOf(code, old, now), -1);
        }

        return new FigureChange(cell, before.Count, after.Count, Part(ChangeKind.New), Part(ChangeKind.Corrected), Part(ChangeKind.Recoded), Part(ChangeKind.Withdrawn));

        void Add(ChangeKind kind, long number) => parts[kind] = Part(kind) + number;

        long Part(ChangeKind kind) => parts.GetValueOrDefault(kind);
    }

    // An engagement that is in both states, with the same dates, type, place and amounts, moved by its links or their members.
    private static ChangeKind ReasonOf(string code, EngagementCells old, EngagementCells now) =>
        !old.All.TryGetValue(code, out var before) ? ChangeKind.New
        : !now.All.TryGetValue(code, out var after) ? ChangeKind.Withdrawn
        : before != after ? ChangeKind.Corrected
        : ChangeKind.Recoded;
}

/// <summary>The numbers of engagements of a cell in two states. <c>New − Old = Added + Corrected + Recoded + Withdrawn</c>.</summary>
/// <param name="Added">New engagements.</param>
/// <param name="Corrected">Engagements whose own fields changed: those that entered the cell, less those that left it.</param>
/// <param name="Recoded">The same of engagements whose links changed, or whose members were corrected.</param>
/// <param name="Withdrawn">Withdrawn engagements, as a negative number.</param>
public sealed record FigureChange(CellKey Cell, long Old, long New, long Added, long Corrected, long Recoded, long Withdrawn);
