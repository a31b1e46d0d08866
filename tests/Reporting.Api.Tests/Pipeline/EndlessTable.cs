using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Warehouse.Connections;

namespace Reporting.Api.Tests.Pipeline;

/// <summary>Makes statements over the links of domains endless, with a view that has no last row.</summary>
internal static class EndlessTable
{
    public static async Task CreateAsync(ReportingApp app)
    {
        using var client = app.CreateClient();
        await AnsweredAsync(client, "/api/v1/aggregates");
        await using var connection = await app.Services.GetRequiredService<WarehouseConnections>().OpenWriteAsync();
        await connection.ExecuteAsync("""
            PRAGMA foreign_keys = OFF;
            PRAGMA legacy_alter_table = ON;
            ALTER TABLE BridgeEngagementDomain RENAME TO LinksOnce;
            CREATE VIEW BridgeEngagementDomain AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT t.* FROM n CROSS JOIN LinksOnce t WHERE n.i < 0;
            """);
    }

    /// <summary>Asks until there is an answer: on a busy machine a good request can take longer than the short limits of these tests.</summary>
    public static async Task AnsweredAsync(HttpClient client, string address)
    {
        const int MaxTries = 20;
        for (var tries = 1; ; tries++)
        {
            using var response = await client.GetAsync(address);
            if (response.IsSuccessStatusCode)
            {
                return;
            }

            Assert.True(tries < MaxTries, $"{address}: {await response.Content.ReadAsStringAsync()}");
        }
    }
}
