using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Migrations;

namespace Reporting.Api.Tests;

/// <summary>Prepares a server as an administrator does: creates the database and its tables, and imports the reference data into a new one.</summary>
/// <param name="made">Null if the database already exists.</param>
internal sealed class PreparedDatabase(IServiceProvider services, ITestDatabase? made) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (made is not null)
        {
            await made.CreateAsync();
        }

        Assert.Null((await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken)).Problem);
        if (made is not null)
        {
            Assert.Null((await services.GetRequiredService<ReferenceData>().ImportAsync(cancellationToken)).Problem);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
