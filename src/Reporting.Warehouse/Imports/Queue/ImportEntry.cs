using Reporting.Warehouse.Imports.History;

namespace Reporting.Warehouse.Imports.Queue;

/// <summary>An import in the history: as the star remembers it, as its run over HTTP was kept, or both.</summary>
public sealed record ImportEntry(ImportJob? Run, AcceptedImport? Taken)
{
    /// <summary>The version that it made, or the id of a run that made none.</summary>
    public string Id => Taken?.Key.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Run!.Id;

    /// <summary>When it became part of the data; of a run that did not, when it began.</summary>
    public DateTimeOffset At => Taken?.At ?? Run!.StartedAt;
}
