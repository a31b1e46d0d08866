using System.Security.Cryptography;
using System.Text;
using Reporting.Warehouse.Definitions;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Reads a report's YAML file and checks it against the model; a bad one is refused at start with file, line and hint.</summary>
public sealed class ReportDefinitionReader(SemanticModel model)
{
    public ReportDefinition Read(string path) => Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path));

    public ReportDefinition Parse(string id, string text)
    {
        var name = id + ".yml";
        var file = YamlFile.Parse<ReportFile>(name, text);
        var source = new DefinitionText(name, text);
        source.RefuseTwins(file.Parameters.Select(p => p.Id));
        source.RefuseTwins(file.Sections.Select(s => s.Id));
        return new ReportDefinition(
            id,
            source.Captions("titles", file.Titles),
            source.Captions("descriptions", file.Descriptions),
            [.. file.Parameters.Select(p => Parameter(p, source))],
            [.. file.Sections.Select(s => Section(s, source))])
        {
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        };
    }

    private ReportParameter Parameter(ReportFile.ParameterEntry entry, DefinitionText source)
    {
        var kind = source.Choice<ParameterKind>(entry.Kind, "kind");
        var dimension = kind == ParameterKind.Members ? entry.Dimension : "year";
        return new ReportParameter(entry.Id, kind, Dimension(entry.Id, "dimension", dimension, source), source.Captions(entry.Id, entry.Captions));
    }

    private SectionDefinition Section(ReportFile.SectionEntry entry, DefinitionText source)
    {
        var title = source.Captions(entry.Id, entry.Titles);
        var note = entry.Notes is null ? null : source.Captions(entry.Id, entry.Notes);
        return entry.Kind switch
        {
            "kpis" => new KpiDefinition(entry.Id, title, note, [.. entry.Measures.Select(m => Measure(entry.Id, m, source))]),
            "matrix" => new MatrixDefinition(
                entry.Id,
                title,
                note,
                Dimension(entry.Id, "rows", entry.Rows, source),
                Dimension(entry.Id, "columns", entry.Columns, source),
                Measure(entry.Id, entry.Measure, source),
                Descending(entry, source)),
            "chart" => Chart(entry, title, note, source),
            "engagements" => new EngagementListDefinition(entry.Id, title, note),
            _ => throw source.At(entry.Kind, $"'{entry.Kind}' is not a kind of section.", "Known are: kpis, matrix, chart, engagements."),
        };
    }

    private ChartDefinition Chart(ReportFile.SectionEntry entry, Captions title, Captions? note, DefinitionText source)
    {
        var chart = new ChartDefinition(
            entry.Id,
            title,
            note,
            source.Choice<ChartKind>(entry.Chart, "chart"),
            Dimension(entry.Id, "categories", entry.Categories, source),
            entry.Series is null ? null : Dimension(entry.Id, "series", entry.Series, source),
            Measure(entry.Id, entry.Measure, source));
        return chart is { Chart: ChartKind.StackedColumn, Series: { } series } && !chart.Measure.AddsUpOver(series)
            ? throw source.At(entry.Id, $"'{chart.Measure.Id}' does not add up over '{series.Id}', so a stack of it would be a wrong total.", "Take a measure that adds up, or another chart.")
            : chart;
    }

    private static bool Descending(ReportFile.SectionEntry entry, DefinitionText source) => entry.Order switch
    {
        null => false,
        { } order when order == "-" + entry.Measure => true,
        { } order => throw source.At(order, $"A matrix cannot be ordered by '{order}'.", $"Leave 'order' out, or write '-{entry.Measure}'."),
    };

    private ModelDimension Dimension(string id, string key, string? name, DefinitionText source)
    {
        if (name is null)
        {
            throw source.At(id, $"'{id}' needs '{key}'.", "Name a dimension of reports/model/engagements.yml.");
        }

        return model.Dimension(name).IsValue(out var dimension, out var problem) ? dimension : throw source.At(name, problem.Message, problem.Hint);
    }

    private ModelMeasure Measure(string id, string? name, DefinitionText source)
    {
        if (name is null)
        {
            throw source.At(id, $"'{id}' needs 'measure'.", "Name a measure of reports/model/engagements.yml.");
        }

        return model.Measure(name).IsValue(out var measure, out var problem) ? measure : throw source.At(name, problem.Message, problem.Hint);
    }
}
