namespace Repository.Tests;

public sealed class SqlTwinsTests
{
    public static TheoryData<string> SqlServerScripts => [.. RepositoryFiles.Under("sql", "*.sqlserver.sql"), .. ByHand];

    // Scripts for people and containers on a server have no number and no twin, because the program never runs them.
    private static IEnumerable<string> ByHand => new[] { "roles", "diagnostics", "containers" }.SelectMany(folder => RepositoryFiles.Under($"sql/{folder}", "*.sql"));

    public static TheoryData<string> Twins => [.. Names("sqlserver")];

    [Fact]
    public void Every_script_has_a_twin_and_a_unique_number()
    {
        Assert.NotEmpty(Names("sqlite"));
        Assert.Equal(Names("sqlite"), Names("sqlserver"));
        foreach (var folder in Names("sqlite").GroupBy(name => Path.GetDirectoryName(name)))
        {
            var numbers = folder.Select(name => Path.GetFileName(name)[..4]).ToList();
            Assert.All(numbers, number => Assert.Matches("^[0-9]{4}$", number));
            Assert.Equal(numbers.Distinct(), numbers);
        }

        Assert.Equal(RepositoryFiles.Under("sql", "*.sql").Except(ByHand, StringComparer.Ordinal).Count(path => !IsExtra(path)), 2 * Names("sqlite").Count);
    }

    /// <summary>Extras for servers need no twin, because they change no table, column or result.</summary>
    [Fact]
    public void Extras_are_numbered_name_their_requirements_and_have_no_twin()
    {
        var extras = RepositoryFiles.Under("sql/extras", "*");
        Assert.NotEmpty(extras);
        Assert.All(extras, path => Assert.Matches(@"^sql/extras/[0-9]{4}-[a-z-]+\.sqlserver\.sql$", path));
        Assert.All(extras, path => Assert.StartsWith("-- needs: ", RepositoryFiles.Read(path), StringComparison.Ordinal));
        Assert.Equal(extras.Count, extras.Select(path => Path.GetFileName(path)[..4]).Distinct().Count());
        Assert.All(extras, path => Assert.Empty(SqlSchema.Of(RepositoryFiles.Read(path))));
    }

    [Theory]
    [MemberData(nameof(Twins))]
    public void Twins_make_the_same_tables_columns_and_indexes(string name)
    {
        var sqlite = SqlSchema.Of(RepositoryFiles.Read($"sql/{name}.sqlite.sql"));
        Assert.NotEmpty(sqlite);
        // Staging is temporary tables in SQLite (StageTable), permanent ones on a server.
        Assert.Equal(sqlite, SqlSchema.Of(RepositoryFiles.Read($"sql/{name}.sqlserver.sql")).Where(part => !part.StartsWith("table Stage", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(SqlServerScripts))]
    public void Scripts_for_SQL_Server_are_Transact_SQL(string path) => Assert.Empty(TransactSql.Errors(RepositoryFiles.Read(path)));

    /// <summary>Statements in the warehouse's code run unchanged on both engines.</summary>
    [Fact]
    public void Statements_in_the_warehouse_are_Transact_SQL()
    {
        var statements = RepositoryFiles.Under("src/Reporting.Warehouse", "*.cs")
            // Earlier data versions are rebuilt on the embedded engine alone (decision 0062).
            .Where(path => !path.EndsWith("SqliteEngine.cs", StringComparison.Ordinal) && !path.Contains("/Editions/Version", StringComparison.Ordinal))
            .SelectMany(path => SqlInCode.Of(RepositoryFiles.Read(path)).Select(sql => (path, sql)))
            // The start of a statement that is repeated for as many rows as fit.
            .Where(s => !s.sql.TrimEnd().EndsWith("VALUES", StringComparison.Ordinal))
            // Statements on staging tables always run on SQLite and have unnamed parameters.
            .Where(statement => !statement.sql.Contains('?'))
            .ToList();
        Assert.True(statements.Count > 20, $"Only {statements.Count} statements found.");
        Assert.Empty(statements.SelectMany(s => TransactSql.Errors(s.sql).Select(error => $"{s.path}: {error}")));
    }

    private static bool IsExtra(string path) => path.StartsWith("sql/extras/", StringComparison.Ordinal);

    private static List<string> Names(string engine) =>
        [.. RepositoryFiles.Under("sql", $"*.{engine}.sql").Where(path => !IsExtra(path)).Select(path => Path.GetRelativePath("sql", path)[..^$".{engine}.sql".Length])];
}
