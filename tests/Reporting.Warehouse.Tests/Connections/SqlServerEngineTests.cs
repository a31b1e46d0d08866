using System.Net;
using System.Net.Sockets;
using Dapper;
using Microsoft.Data.SqlClient;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Tests.Connections;

public sealed class SqlServerEngineTests
{
    [Fact]
    public void GO_on_its_own_line_splits_a_script_for_SQL_Server()
    {
        var engine = new SqlServerEngine(new WarehouseOptions { Provider = WarehouseProvider.SqlServer, ConnectionString = "Server=x" });

        Assert.Equal(["SELECT 1", "SELECT 'GO' -- GO on", "SELECT 3"], engine.Batches("SELECT 1\nGO\nSELECT 'GO' -- GO on\n go \r\nSELECT 3\nGO\n").Select(b => b.Trim()));
    }

    [Theory]
    [InlineData("SELECT 1", true)]
    [InlineData("/* reporting question 3f2a */\nWITH a AS (SELECT 1 AS x) SELECT x FROM a", true)]
    [InlineData("UPDATE Import SET FileRows = 0", false)]
    [InlineData("/* SELECT */ DELETE FROM Import", false)]
    [InlineData("EXEC sp_who", false)]
    public void Only_reading_statements_are_retried(string sql, bool again)
    {
        using var command = new SqlCommand(sql);
        Assert.Equal(again, SqlServerRetry.Queries.RetryLogic.RetryCondition(command));
    }

    [Fact]
    public async Task An_unreachable_server_is_a_problem_after_the_connect_timeout()
    {
        using var nobody = new Socket(SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)nobody.LocalEndPoint!).Port;
        var engine = new SqlServerEngine(new WarehouseOptions { Provider = WarehouseProvider.SqlServer, ConnectionString = $"Server=tcp:127.0.0.1,{port};User ID=x;Password=x;Connect Timeout=1" });

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => engine.OpenReadAsync(default));

        Assert.Equal("database-away", DatabaseProblem.Of(refused)?.Code);
    }

    /// <summary>The connections as seen by the server.</summary>
    [OnServer]
    public sealed class OnSqlServer
    {
        [EngineFact]
        public async Task Connections_have_an_application_name_unless_the_string_sets_one()
        {
            const string program = "SELECT program_name FROM sys.dm_exec_sessions WHERE session_id = @@SPID";
            await using var ours = await Engine().OpenWriteAsync(default);
            await using var named = await Engine(TestServer.ConnectionString + ";Application Name=Payroll").OpenWriteAsync(default);
            Assert.Equal(("Reporting", "Payroll"), (await ours.ExecuteScalarAsync<string>(program), await named.ExecuteScalarAsync<string>(program)));
        }

        [EngineFact]
        public async Task Questions_go_to_the_read_connection_string_as_read_only_and_changes_do_not()
        {
            var engine = Engine(read: TestServer.ConnectionString + ";Application Name=Replica");
            await using var read = await engine.OpenReadAsync(default);
            await using var write = await engine.OpenWriteAsync(default);
            var (forReading, forWriting) = (new SqlConnectionStringBuilder(read.ConnectionString), new SqlConnectionStringBuilder(write.ConnectionString));
            Assert.Equal((ApplicationIntent.ReadOnly, "Replica"), (forReading.ApplicationIntent, forReading.ApplicationName));
            Assert.Equal((ApplicationIntent.ReadWrite, "Reporting"), (forWriting.ApplicationIntent, forWriting.ApplicationName));
        }

        [EngineFact]
        public async Task A_statement_that_takes_too_long_is_stopped_and_the_connection_stays_usable()
        {
            await using var connection = await Engine(seconds: 1).OpenReadAsync(default);
            var slow = await Assert.ThrowsAnyAsync<Exception>(() => connection.ExecuteScalarAsync<long>(Slow));
            Assert.Equal("database-timeout", DatabaseProblem.Of(slow)?.Code);
            Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT 1"));
        }

        [EngineFact]
        public async Task A_cancelled_statement_ends_and_the_connection_stays_usable()
        {
            await using var connection = await Engine().OpenReadAsync(default);
            using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            await Assert.ThrowsAnyAsync<Exception>(() => connection.ExecuteScalarAsync<long>(new CommandDefinition(Slow, cancellationToken: cancel.Token)));
            Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT 1"));
        }

        // Some millions of steps, which take seconds on any machine.
        private const string Slow = "WITH n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 6000000) SELECT COUNT_BIG(*) FROM n OPTION (MAXRECURSION 0)";

        private static SqlServerEngine Engine(string? write = null, string? read = null, int seconds = 30) => new(new WarehouseOptions
        {
            Provider = WarehouseProvider.SqlServer, ConnectionString = write ?? TestServer.ConnectionString!, ReadConnectionString = read, CommandTimeoutSeconds = seconds,
        });
    }
}
