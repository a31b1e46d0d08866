using System.Globalization;
using System.Text;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Rendering.Columns;

namespace Reporting.Delivery.Releases;

/// <summary>The description of a release for people, in Markdown: its tables, and how each measure and dimension counts.</summary>
internal static class Codebook
{
    public static string Of(ReleaseFacts facts, SemanticModel model, IReadOnlyDictionary<string, long> rows)
    {
        var (text, language) = (new StringBuilder(), Language.English.Code);
        text.AppendLine(CultureInfo.InvariantCulture, $"# {facts.Title}: codebook").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"Edition {facts.Id} ({facts.State}), data version {facts.DataVersion}, published {facts.MadeAt.UtcDateTime:yyyy-MM-dd} by {facts.Publisher}. Handling: {facts.Handling}.").AppendLine();
        if (facts.Note.Length > 0)
        {
            text.AppendLine(facts.Note).AppendLine();
        }

        text.AppendLine("## Files").AppendLine()
            .AppendLine("Each table is a CSV file (UTF-8, RFC 4180, a dot as decimal sign) and a Parquet file with the same rows. An empty field is a value that is not stated. In CSV, a text that a spreadsheet would run as a formula begins with an apostrophe.").AppendLine();
        foreach (var table in ReleaseTables.All)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"### {table.Name}").AppendLine()
                .AppendLine(CultureInfo.InvariantCulture, $"{table.Row} Key: {string.Join(", ", table.Key)}. Rows: {rows[table.Name].ToString("N0", CultureInfo.InvariantCulture)}.").AppendLine()
                .AppendLine("| Column | Type | Meaning |").AppendLine("|---|---|---|");
            foreach (var column in table.Columns)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| {column.Name} | {TypeName(column.Type)} | {column.Meaning} |");
            }

            text.AppendLine();
        }

        text.AppendLine("## Measures").AppendLine().AppendLine("| Measure | Name | Meaning | Adds up over |").AppendLine("|---|---|---|---|");
        foreach (var measure in model.Measures)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {measure.Id} | {Cell(measure.Caption.In(language))} | {Cell($"{measure.Description.In(language)} {measure.Explanation.In(language)}")} | {AddsUp(measure.Additivity)} |");
        }

        text.AppendLine().AppendLine("## Dimensions").AppendLine().AppendLine("| Dimension | Name | Meaning | Members of an engagement |").AppendLine("|---|---|---|---|");
        foreach (var dimension in model.Dimensions)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {dimension.Id} | {Cell(dimension.Caption.In(language))} | {Cell($"{dimension.Description.In(language)} {dimension.Explanation.In(language)}")} | {(dimension.IsMany ? "several" : "one")} |");
        }

        return text.ToString();
    }

    private static string TypeName(ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.Whole => "whole number",
        ColumnType.Amount => "number with two to eight decimals",
        ColumnType.Fraction => "number",
        ColumnType.Flag => "true or false",
        _ => "day (2024-07-01)",
    };

    private static string AddsUp(Additivity additivity) => additivity switch
    {
        Additivity.OneValuedAndDomains => "dimensions with one member, and domains",
        Additivity.OneValuedAndStates => "dimensions with one member, and states of commitments",
        Additivity.OneValued => "dimensions with one member",
        _ => "none: ask for totals",
    };

    private static string Cell(string text) => text.Trim().Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
