using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Reporting.TestWarehouses;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Migrations;

namespace Reporting.Api.Tests;

/// <summary>What an administrator does to a server before the program starts: a database is made and gets its tables; a new one the reference data too.</summary>
/// <param name="made">Null where the database is there already.</param>
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
