using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Native;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>The first records of a file as a mapping reads them, beside their rows in the file.</summary>
/// <param name="Columns">Names of the columns, as a mapping writes them.</param>
public sealed record MappingPreview(IReadOnlyList<string> Columns, IReadOnlyList<PreviewedRecord> Records)
{
    private const int MaxRecords = 5;

    /// <summary>Reads only the beginning of the file. The stream must be seekable. Problems: those of an unreadable file.</summary>
    /// <param name="mapping">Null for the native layout.</param>
    public static async Task<Outcome<MappingPreview>> ReadAsync(Stream content, Mapping? mapping, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var file = await ImportFile.OpenAsync(content, cancellationToken);
            await using var database = new SqliteConnection("Data Source=;Pooling=False");
            await database.OpenAsync(cancellationToken);
            using var staging = new StagingDatabase(database);
            IRecordReader reader = mapping is null ? new NativeReader(file, staging) : new MappedReader(file, staging, mapping, CountryCodes.OfProgram);
            var records = new List<PreviewedRecord>();
            await foreach (var record in reader.ReadAsync(cancellationToken))
            {
                records.Add(new PreviewedRecord(record));
                if (records.Count == MaxRecords)
                {
                    break;
                }
            }

            return new MappingPreview(ColumnsOf(reader.Layout, records), records);
        }
        catch (ImportFileException refused)
        {
            return refused.Problem;
        }
    }

    // A column without a name has its letter as name, and a repeated name gets a number.
    private static List<string> ColumnsOf(RejectedLayout layout, List<PreviewedRecord> records)
    {
        var width = records.SelectMany(r => r.Rows).Select(r => r.Values.Count).DefaultIfEmpty(0).Max();
        if (layout.HeaderIndex < 0)
        {
            return [.. Enumerable.Range(0, width).Select(ColumnLetters.Of)];
        }

        var names = new List<string>();
        foreach (var (text, i) in layout.Lead[layout.HeaderIndex].Select((text, i) => (text.Trim(), i)))
        {
            var name = text.Length == 0 ? ColumnLetters.Of(i) : text;
            for (var n = 2; names.Contains(name, StringComparer.OrdinalIgnoreCase); n++)
            {
                name = $"{text} ({n})";
            }

            names.Add(name);
        }

        return names;
    }
}

/// <summary>One engagement of a file: its rows, and what a mapping reads from them. Values are texts, empty if the file states none.</summary>
public sealed record PreviewedRecord
{
    internal PreviewedRecord(EngagementRecord record)
    {
        Rows = [.. record.RawRows.Take(10).Select(r => new PreviewedRow(r.Row, r.Values))];
        (Code, Title, Start, End) = (record.Code, record.Title, record.Start, record.End);
        (Type, Category) = (First(record.TypeName, record.Type), First(record.CategoryName, record.Category));
        Place = string.Join(", ", new[] { record.City, record.PlaceCountry }.Where(text => text.Length > 0));
        (Headcount, AmountUsd, Handling, Status, Review) = (record.Headcount, record.AmountUsd, record.Handling, record.Status, record.Review);
        Domains = [.. record.Domains.Select(d => First(d.Name, d.Domain)).Where(text => text.Length > 0).Distinct()];
        Participants = [.. record.Lines.Select(Line).Where(text => text.Length > 0).Distinct()];
        Sources = [.. record.Sources.Select(s => string.Join(", ", new[] { s.Publisher, First(s.Title, First(s.Url, s.Source)) }.Where(text => text.Length > 0))).Where(text => text.Length > 0).Distinct()];
        Errors = record.Errors;
    }

    public IReadOnlyList<PreviewedRow> Rows { get; }

    public string Code { get; }

    public string Title { get; }

    public string Start { get; }

    public string End { get; }

    public string Type { get; }

    public string Category { get; }

    public string Place { get; }

    public string Headcount { get; }

    public string AmountUsd { get; }

    public string Handling { get; }

    public string Status { get; }

    public string Review { get; }

    public IReadOnlyList<string> Domains { get; }

    public IReadOnlyList<string> Participants { get; }

    public IReadOnlyList<string> Sources { get; }

    /// <summary>Values that could not be read.</summary>
    public IReadOnlyList<RowError> Errors { get; }

    private static string First(string one, string other) => one.Length > 0 ? one : other;

    private static string Line(ParticipationRecord line)
    {
        var name = First(line.Name, line.Participant);
        var country = First(line.Country, line.ParticipantCountry);
        var organisation = First(line.OrganisationName, line.Organisation);
        return $"{name}{(country.Length > 0 && country != name ? $" ({country})" : "")}{(organisation.Length > 0 ? $", {organisation}" : "")}";
    }
}

/// <summary>A row of a file with its number.</summary>
public sealed record PreviewedRow(int Number, IReadOnlyList<string> Values);
