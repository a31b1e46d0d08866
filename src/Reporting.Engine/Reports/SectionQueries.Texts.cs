using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>The texts of sections in the language of the report.</summary>
internal sealed partial class SectionQueries
{
    public string Text(LocalizedText captions) => captions.In(run.Language);

    public string? Text(LocalizedText? captions, string? more) =>
        captions is null && more is null ? null : string.Join(" ", new[] { captions?.In(run.Language), more }.OfType<string>());

    /// <summary>The note of a section, which says when the caller may not see some of its measures.</summary>
    public string? Note(SectionDefinition definition, bool isPartial) => Text(definition.Note, isPartial ? Language.Phrases.PartlyWithheld : null);

    /// <summary>A sentence with the filters that the queries of a section leave out; null where they have all.</summary>
    public string? NotFilteredBy(SectionQueries section)
    {
        var names = run.Chosen.Except(section.Run.Chosen).Select(f => CaptionOf(f.Dimension)).Distinct().ToList();
        return names.Count == 0 ? null : string.Format(CultureInfo.InvariantCulture, Language.Phrases.NotFilteredBy, string.Join(", ", names));
    }

    /// <summary>The caption of a dimension by its id.</summary>
    public string CaptionOf(string dimension) => model.Dimension(dimension).IsValue(out var known, out _) ? Text(known.Caption) : dimension;

    /// <summary>The columns of a table: the dimension of its rows, then its measures.</summary>
    public IReadOnlyList<TableColumn> Columns(TableDefinition table) =>
        [new(table.Rows.Id, Text(table.Rows.Caption), ValueFormat.Text), .. table.Measures.Select(Column)];

    public TableColumn Column(ModelMeasure measure) => new(measure.Id, Text(measure.Caption), measure.Format) { IsChange = measure.IsChange };

    /// <param name="notStated">How many of the last members are not stated.</param>
    public Axis Axis(ModelDimension dimension, IEnumerable<Member> members, int notStated) =>
        new(dimension.Id, Text(dimension.Caption), ShortNames.Of(dimension, [.. members], Language)) { NotStated = notStated, IsTime = dimension.Time is not null };
}
