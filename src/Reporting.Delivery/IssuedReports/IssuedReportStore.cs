using System.Data.Common;
using System.Globalization;
using Dapper;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.IssuedReports;

/// <summary>Issued reports in the operations database. They are never deleted, because files are kept for years.</summary>
public sealed class IssuedReportStore(OperationsConnections connections)
{
    private const string Columns = "Hash, Scope, Report, Definitions, Language, Question, Filters, Counting, DataVersion, DataAsOf, AnswerRows, Truncated, GivenAt, Edition, Figures";

    /// <summary>Adds a report, unless it was issued before.</summary>
    public async Task AddAsync(IssuedReport report, CancellationToken cancellationToken)
    {
        if (await FindAsync(report.Hash, report.Scope, cancellationToken) is { } known)
        {
            await CompleteAsync(known, report, cancellationToken);
            return;
        }

        var values = new
        {
            report.Hash,
            report.Scope,
            report.Report,
            report.Definitions,
            report.Language,
            report.Question,
            report.Filters,
            report.Counting,
            report.DataVersion,
            DataAsOf = report.DataAsOf is { } asOf ? connections.Engine.Timestamp(asOf) : null,
            AnswerRows = report.Rows,
            report.Truncated,
            GivenAt = connections.Engine.Timestamp(report.IssuedAt),
            report.Edition,
            Figures = report.Origin?.ToBytes(),
        };
        try
        {
            await using var connection = await connections.OpenWriteAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(
                $"""
                INSERT INTO AnswerGiven ({Columns})
                VALUES (@Hash, @Scope, @Report, @Definitions, @Language, @Question, @Filters, @Counting, @DataVersion, @DataAsOf, @AnswerRows, @Truncated, @GivenAt, @Edition, @Figures)
                """,
                values,
                cancellationToken: cancellationToken));
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another request may have added the same report at the same time.
            if (await FindAsync(report.Hash, report.Scope, cancellationToken) is null)
            {
                throw;
            }
        }
    }

    // An earlier version of the program kept no figures.
    private async Task CompleteAsync(IssuedReport known, IssuedReport report, CancellationToken cancellationToken)
    {
        if (known.Origin is null && report.Origin is { } origin)
        {
            await using var connection = await connections.OpenWriteAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(
                "UPDATE AnswerGiven SET Edition = @Edition, Figures = @Figures WHERE Hash = @Hash AND Scope = @Scope AND Figures IS NULL",
                new { report.Edition, Figures = origin.ToBytes(), report.Hash, report.Scope },
                cancellationToken: cancellationToken));
        }
    }

    /// <param name="scope">Only reports issued under this scope; null for any scope, the widest first.</param>
    public async Task<IssuedReport?> FindAsync(string hash, string? scope, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM AnswerGiven WHERE Hash = @hash{(scope is null ? string.Empty : " AND Scope = @scope")} ORDER BY Scope",
            new { hash, scope },
            cancellationToken: cancellationToken));
        return rows.Select(Report).FirstOrDefault();
    }

    private IssuedReport Report(Row row) => new(
        row.Hash, row.Scope, row.Report, row.Definitions, row.Language, row.Question, row.Filters, row.Counting, row.DataVersion,
        row.DataAsOf is null ? null : connections.Engine.ReadTimestamp(row.DataAsOf), row.AnswerRows, Convert.ToBoolean(row.Truncated, CultureInfo.InvariantCulture), connections.Engine.ReadTimestamp(row.GivenAt))
    {
        Edition = row.Edition, Origin = row.Figures is null ? null : IssuedOrigin.Read(row.Figures),
    };

    private sealed class Row
    {
        public string Hash { get; init; } = "";

        public string Scope { get; init; } = "";

        public string Report { get; init; } = "";

        public string Definitions { get; init; } = "";

        public string Language { get; init; } = "";

        public string Question { get; init; } = "";

        public string Filters { get; init; } = "";

        public string Counting { get; init; } = "";

        public long DataVersion { get; init; }

        public object? DataAsOf { get; init; }

        public long AnswerRows { get; init; }

        public object Truncated { get; init; } = 0;

        public object GivenAt { get; init; } = "";

        public string? Edition { get; init; }

        public byte[]? Figures { get; init; }
    }
}

/// <summary>A report that was issued in a file.</summary>
/// <param name="Scope">Hash of the data that the caller could see; empty for all data.</param>
/// <param name="Definitions">Hash of the model and the report.</param>
/// <param name="Question">As text, as are <paramref name="Filters"/> and <paramref name="Counting"/>.</param>
/// <param name="IssuedAt">When the report was issued first.</param>
public sealed record IssuedReport(
    string Hash,
    string Scope,
    string Report,
    string Definitions,
    string Language,
    string Question,
    string Filters,
    string Counting,
    long DataVersion,
    DateTimeOffset? DataAsOf,
    long Rows,
    bool Truncated,
    DateTimeOffset IssuedAt)
{
    /// <summary>The id of the edition; null for the data of the day.</summary>
    public string? Edition { get; init; }

    /// <summary>Null for lists of engagements, and for reports that an earlier version of the program issued.</summary>
    public IssuedOrigin? Origin { get; init; }
}
