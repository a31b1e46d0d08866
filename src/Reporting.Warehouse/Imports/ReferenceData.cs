using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports;

/// <summary>What a new installation holds, loaded by the product's own import.</summary>
public sealed class ReferenceData(ImportRunner imports, string file)
{
    public async Task<Outcome<ImportResult>> ImportAsync(CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file))
        {
            return new Problem(ErrorCodes.ReferenceDataMissing, $"The reference data is not at {file}.", "Restore reports/reference-data from the program's release.");
        }

        await using var content = File.OpenRead(file);
        return await imports.RunAsync(new ImportRequest(content, Path.GetFileName(file)), cancellationToken);
    }
}
