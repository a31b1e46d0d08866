namespace Reporting.Warehouse.Imports.Staging;

/// <summary>Where an import is prepared before its merge into the star.</summary>
internal interface IStaging : IAsyncDisposable
{
    StagingDatabase Database { get; }

    /// <summary>Transfers the staged rows to the star's database.</summary>
    Task PublishAsync(CancellationToken cancellationToken);
}
