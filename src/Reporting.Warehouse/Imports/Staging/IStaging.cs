namespace Reporting.Warehouse.Imports.Staging;

/// <summary>Where an import is prepared before it is merged into the star.</summary>
internal interface IStaging : IAsyncDisposable
{
    StagingDatabase Database { get; }

    /// <summary>Brings the staged rows to where the star is.</summary>
    Task PublishAsync(CancellationToken cancellationToken);
}
