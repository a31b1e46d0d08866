using Dapper;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.History;

/// <summary>Whether an import can be undone.</summary>
internal static class UndoneImport
{
    private const string Select = """
        SELECT i.ImportKey, i.UndoneImportKey, (SELECT MAX(u.ImportKey) FROM Import u WHERE u.UndoneImportKey = i.ImportKey) AS UndoneBy
        FROM Import i WHERE i.ImportKey = @importKey
        """;

    public static async Task<Problem?> CheckAsync(ImportSession session, int importKey)
    {
        var row = await session.Connection.QuerySingleOrDefaultAsync<Row>(Select, new { importKey }, session.Transaction);
        return row switch
        {
            null => new Problem(ProblemKind.NotFound, "unknown-import", $"There is no import {importKey}.", "See the list of imports for the keys."),
            { UndoneImportKey: { } undone } => new Problem(
                ProblemKind.Conflict, "import-is-undo", $"Version {importKey} is itself the undoing of import {undone}.", "Import the file again to have its engagements back."),
            { UndoneBy: { } version } => new Problem(ProblemKind.Conflict, "import-undone", $"Import {importKey} was undone by version {version}.", "There is nothing left to undo."),
            _ => null,
        };
    }

    private sealed class Row
    {
        public int ImportKey { get; init; }

        public int? UndoneImportKey { get; init; }

        public int? UndoneBy { get; init; }
    }
}
