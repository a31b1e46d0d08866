using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>The trial of a suggested mapping on its file: what it finds, and what an import would refuse.</summary>
internal sealed record SuggestionTrial(int Engagements, int DomainLinks, int Lines, IReadOnlyList<(string Reason, int Count, int Row)> Refused)
{
    public static async Task<SuggestionTrial> RunAsync(Stream content, Mapping mapping, CancellationToken cancellationToken)
    {
        await using var file = await ImportFile.OpenAsync(content, cancellationToken);
        await using var database = new SqliteConnection("Data Source=;Pooling=False");
        await database.OpenAsync(cancellationToken);
        using var staging = new StagingDatabase(database);
        var reader = new MappedReader(file, staging, mapping, CountryCodes.OfProgram);
        var (engagements, domains, lines) = (0, 0, 0);
        var refused = new Dictionary<string, (int Count, int Row)>(StringComparer.Ordinal);
        await foreach (var record in reader.ReadAsync(cancellationToken))
        {
            engagements++;
            domains += record.Domains.Count;
            lines += record.Lines.Count;
            foreach (var error in record.Errors)
            {
                var reason = $"{error.Column}: {error.Reason}";
                var (count, row) = refused.GetValueOrDefault(reason, (0, error.Row));
                refused[reason] = (count + 1, row);
            }

            if (engagements >= FileSample.MaxRows)
            {
                break;
            }
        }

        return new SuggestionTrial(engagements, domains, lines, [.. refused.Select(r => (r.Key, r.Value.Count, r.Value.Row)).OrderByDescending(r => r.Count)]);
    }
}
