using Dapper;
using Reporting.Warehouse.Connections;

namespace Reporting.Warehouse.Operations;

/// <summary>Adds rows to the trail and reads them. No statement changes or deletes a row.</summary>
public sealed class AuditStore(OperationsConnections connections)
{
    private const string Insert = """
        INSERT INTO AuditEntry (At, Caller, Roles, Action, Subject, Question, DataVersion, AnswerRows, Outcome, Status, Times)
        VALUES (@At, @Caller, @Roles, @Action, @Subject, @Question, @DataVersion, @AnswerRows, @Outcome, @Status, @Times)
        """;

    private const string Select = """
        SELECT AuditKey, At, Caller, Roles, Action, Subject, Question, DataVersion, AnswerRows, Outcome, Status, Times
        FROM AuditEntry
        """;

    public async Task AddAsync(IEnumerable<AuditEntry> entries, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var insert = new PreparedStatement(connections.Engine, transaction, Insert))
        {
            foreach (var entry in entries)
            {
                await insert.ExecuteAsync(
                    cancellationToken,
                    connections.Engine.Timestamp(entry.At), AuditText.Clean(entry.Caller, 200), AuditText.Clean(entry.Roles, 400), Word(entry.Action),
                    AuditText.Clean(entry.Subject, 400), entry.Question is { Length: > 0 } query ? AuditText.Clean(query, AuditText.MaxQuery) : null,
                    entry.DataVersion, entry.Rows, Word(entry.Outcome), entry.Status, entry.Times);
            }
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The newest rows first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(AuditFilter filter, int limit, CancellationToken cancellationToken)
    {
        var conditions = new List<string>();
        var values = new DynamicParameters();
        Add("AuditKey < @After", "After", filter.After);
        Add("At >= @From", "From", filter.From is { } from ? connections.Engine.Timestamp(from) : null);
        Add("At < @To", "To", filter.To is { } to ? connections.Engine.Timestamp(to) : null);
        Add("Caller = @Caller", "Caller", filter.Caller);
        Add("Outcome = @Outcome", "Outcome", filter.Outcome is { } outcome ? Word(outcome) : null);
        Add("Subject LIKE @Subject ESCAPE '~'", "Subject", filter.Subject is { } subject ? $"%{Literal(subject)}%" : null);
        Add("Action = @Action", "Action", filter.Action is { } action ? Word(action) : null);
        var where = conditions.Count == 0 ? string.Empty : " WHERE " + string.Join(" AND ", conditions);
        values.Add("Limit", limit);
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        var text = $"{Select}{where} ORDER BY AuditKey DESC {connections.Engine.FirstRows("@Limit")}";
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(text, values, cancellationToken: cancellationToken));
        return [.. rows.Select(Entry)];

        void Add(string condition, string name, object? value)
        {
            if (value is not null)
            {
                conditions.Add(condition);
                values.Add(name, value);
            }
        }
    }

    private static string Literal(string text) => text.Replace("~", "~~", StringComparison.Ordinal).Replace("%", "~%", StringComparison.Ordinal).Replace("_", "~_", StringComparison.Ordinal).Replace("[", "~[", StringComparison.Ordinal);

    private AuditEntry Entry(Row row) => new(connections.Engine.ReadTimestamp(row.At), row.Caller, row.Roles, Enum.Parse<AuditAction>(row.Action, ignoreCase: true), row.Subject)
    {
        Key = row.AuditKey,
        Question = row.Question,
        DataVersion = row.DataVersion,
        Rows = row.AnswerRows,
        Outcome = Enum.Parse<AuditOutcome>(row.Outcome, ignoreCase: true),
        Status = row.Status,
        Times = row.Times,
    };

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private sealed class Row
    {
        public long AuditKey { get; init; }

        public object At { get; init; } = "";

        public string Caller { get; init; } = "";

        public string Roles { get; init; } = "";

        public string Action { get; init; } = "";

        public string Subject { get; init; } = "";

        public string? Question { get; init; }

        public long? DataVersion { get; init; }

        public long? AnswerRows { get; init; }

        public string Outcome { get; init; } = "";

        public int? Status { get; init; }

        public int Times { get; init; }
    }
}

/// <summary>Selects rows of the trail: <c>From</c> inclusive, <c>To</c> exclusive, older than <c>After</c>.</summary>
public sealed record AuditFilter
{
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string? Caller { get; init; }

    public AuditAction? Action { get; init; }

    public AuditOutcome? Outcome { get; init; }

    /// <summary>A part of the method and path, or of the command.</summary>
    public string? Subject { get; init; }

    /// <summary>The key of the last row of the previous page.</summary>
    public long? After { get; init; }
}
