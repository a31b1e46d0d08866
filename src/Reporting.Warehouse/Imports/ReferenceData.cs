using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports;

/// <summary>The initial data of a new installation, loaded by the normal import.</summary>
public sealed class ReferenceData(ImportRunner imports, string file)
{
    public async Task<Outcome<ImportResult>> ImportAsync(CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file))
        {
            return new Problem(ErrorCodes.ReferenceDataMissing, $"The reference data was not found at {file}.", "Restore reports/reference-data from the program's release.");
        }

        await using var content = File.OpenRead(file);
        return await imports.RunAsync(new ImportRequest(content, Path.GetFileName(file)), cancellationToken);
    }
}
