using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Tests.Connections;

/// <summary>The extras that follow from a server's properties. The rows follow Microsoft's documentation of SERVERPROPERTY; only Babelfish's was observed.</summary>
public sealed class SqlServerExtrasTests
{
    [Theory]
    [InlineData("SQL Server 2019 Standard", 0, 2, 15, "", 0, 1, null, null)]
    [InlineData("SQL Server 2022 Enterprise, row versions on", 0, 3, 16, "", 1, 1, null, "already on")]
    [InlineData("SQL Server 2019 Express, a login that owns nothing", 0, 4, 15, "", 0, 0, null, "this login may not ALTER DATABASE")]
    [InlineData("SQL Server 2014", 0, 3, 12, "", 0, 1, "version 12 is older than SQL Server 2019 (15)", null)]
    [InlineData("Azure SQL", 0, 5, 12, "GP_S_Gen5_2", 1, 1, null, "already on")]
    [InlineData("Azure SQL, small", 0, 5, 12, "S1", 1, 1, "the tier S1 has no columnstore", "already on")]
    [InlineData("Azure SQL Managed Instance", 0, 8, 12, "", 1, 1, null, "already on")]
    [InlineData("Azure SQL, in a pool of the smallest tier", 0, 5, 12, "ElasticPool of Basic", 1, 1, "the tier Basic has no columnstore", "already on")]
    [InlineData("SQL database in Fabric", 0, 12, 12, "", 1, 1, null, "already on")]
    [InlineData("Fabric", 0, 11, 12, "", 0, 1, "this engine stores every table by columns", "this engine has no such setting")]
    [InlineData("Babelfish", 1, 2, 12, "", 1, 1, "this engine creates a plain index instead of a columnstore", "already on")]
    public void A_server_gets_the_extras_that_it_supports(
        string server, int isBabelfish, int edition, int version, string objective, int rowVersions, int mayAlter, string? noColumnstore, string? noRowVersions)
    {
        Assert.NotEmpty(server);
        var extras = new SqlServerExtras
        {
            IsBabelfish = isBabelfish, EngineEdition = edition, MajorVersion = version, ServiceObjective = objective.Split(" of ")[0], Tier = objective.Split(" of ")[^1], ReadsRowVersions = rowVersions, MayAlterDatabase = mayAlter,
        };
        Assert.Equal((noColumnstore, noRowVersions), (extras.UnavailableReason("columnstore"), extras.UnavailableReason("row-versions")));
    }

    [Fact]
    public void An_undefined_extra_in_a_script_throws() =>
        Assert.Throws<InvalidOperationException>(() => new SqlServerExtras().UnavailableReason("columstore"));
}
