using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Warehouse.Connections;

namespace Reporting.Api.Tests.Pipeline;

/// <summary>Makes statements over the links of domains endless, with a view that has no last row.</summary>
internal static class EndlessTable
{
    public static async Task CreateAsync(ReportingApp app)
    {
        await app.JsonAsync("/api/v1/aggregates");
        await using var connection = await app.Services.GetRequiredService<WarehouseConnections>().OpenWriteAsync();
        await connection.ExecuteAsync("""
            PRAGMA foreign_keys = OFF;
            PRAGMA legacy_alter_table = ON;
            ALTER TABLE BridgeEngagementDomain RENAME TO LinksOnce;
            CREATE VIEW BridgeEngagementDomain AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT t.* FROM n CROSS JOIN LinksOnce t WHERE n.i < 0;
            """);
    }
}
