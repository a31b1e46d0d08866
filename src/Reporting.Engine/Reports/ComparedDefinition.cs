using Reporting.Engine.Model;

namespace Reporting.Engine.Reports;

/// <summary>The figures of a section beside those of an edition. It stands behind that section in a report that is compared with an edition.</summary>
public sealed record ComparedDefinition(SectionDefinition Of, IReadOnlyList<ModelDimension> By, IReadOnlyList<ModelMeasure> Measures)
    : SectionDefinition(Of.Id + Suffix, Of.Title, null)
{
    /// <summary>The end of its id.</summary>
    public const string Suffix = "-compared";

    /// <summary>The sections with the compared ones. A matrix and a chart of the same figures have one together.</summary>
    public static IReadOnlyList<SectionDefinition> Among(IEnumerable<SectionDefinition> sections)
    {
        var (all, known) = (new List<SectionDefinition>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var section in sections)
        {
            all.Add(section);
            if (Behind(section) is { } compared && known.Add(compared.Figures()))
            {
                all.Add(compared with { Where = section.Where, IsAnnex = section.IsAnnex });
            }
        }

        return all;
    }

    private static ComparedDefinition? Behind(SectionDefinition section) => section switch
    {
        TableDefinition { Against: null } table => new(table, table.Axes(), table.Measures),
        MatrixDefinition matrix => new(matrix, matrix.Axes(), [matrix.Measure]),
        ChartDefinition chart => new(chart, chart.Axes(), [chart.Measure]),
        _ => null,
    };

    private string Figures() => string.Join('|',
    [
        string.Join(',', By.Select(d => d.Id).Order(StringComparer.Ordinal)), string.Join(',', Measures.Select(m => m.Id)),
        .. Of.Where.Select(f => $"{f.Dimension} {f.Mode} {string.Join(',', f.Values)}"),
    ]);
}
