using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Engine.Engagements;

/// <summary>
/// Reads commitments with the evidence that the caller sees, and derives their states. Evidence from a hidden engagement is left out before the state is
/// derived, like that from an engagement that is not in the data.
/// </summary>
internal sealed class CommitmentReader(SqlDialect dialect, SemanticModel model)
{
    private const string Columns = """
        c.EngagementKey, c.OrderNo, c.Code, c.Wording, c.WordingEn, c.WordingHi, c.WordingHe, d.Code AS DomainCode, d.Name AS DomainName, d.GroupCode, c.DueDateKey, c.Target, c.Unit,
               s.Code AS SourceCode, s.Publisher, s.Title AS SourceTitle, s.Url, s.Kind AS SourceKind
        """;

    private const string Joins = "JOIN DimDomain d ON d.DomainKey = c.DomainKey\nJOIN DimSource s ON s.SourceKey = c.SourceKey";

    private const string Assessments = """
        SELECT a.EngagementKey, a.Code AS Commitment, a.DateKey, a.Score, s.Code AS SourceCode, s.Publisher, s.Title AS SourceTitle, s.Url, s.Kind AS SourceKind
        FROM CommitmentAssessment a JOIN DimSource s ON s.SourceKey = a.SourceKey
        """;

    private const string Parties = """
        SELECT p.EngagementKey, p.Code AS Commitment, m.Code, m.Name, m.NameLocal
        FROM CommitmentParty p JOIN DimParticipant m ON m.ParticipantKey = p.ParticipantKey
        """;

    private static readonly string Pairs = $"""
        SELECT DISTINCT a.EngagementKey, a.CountryCode AS First, ac.Name AS FirstName, ap.CountryCode AS Second, bc.Name AS SecondName
        FROM BridgeEngagementParticipant a {PairSql.Join("a", isOfCountries: true)} AND a.CountryCode < ap.CountryCode
        JOIN DimCountry ac ON ac.CountryCode = a.CountryCode JOIN DimCountry bc ON bc.CountryCode = ap.CountryCode
        """;

    /// <summary>The commitments of the engagements that the plan selects.</summary>
    /// <param name="day">The day on which the states are derived.</param>
    /// <param name="isPast">True to leave out what came after the day.</param>
    /// <param name="withPairs">True to read the pairs of countries of the agreements.</param>
    public async Task<IReadOnlyList<ListedCommitment>> ListAsync(QueryPlan plan, DateOnly day, bool isPast, bool withPairs, DbConnection connection, CancellationToken cancellationToken)
    {
        var values = new SqlValues();
        var source = new RowSource(plan, [], [], needsFact: true, values, dialect);
        var language = values.Add(plan.Language);

        // Engagements with commitments are few. Their keys come first, so that the others are not read.
        var where = (source.Where.Length == 0 ? "\nWHERE " : source.Where + "\n  AND ") + "f.EngagementKey IN (SELECT k.EngagementKey FROM EngagementCommitment k)";
        var sql = $"""
            SELECT {Columns}, f.Code AS EngagementCode, COALESCE(x.Title, f.Title) AS Title, f.Handling, f.StartDateKey
            FROM {source.From}
            JOIN EngagementCommitment c ON c.EngagementKey = f.EngagementKey
            {Joins}
            LEFT JOIN EngagementText x ON x.EngagementKey = f.EngagementKey AND x.Language = {language}{where}
            """;
        var rows = (await connection.RowsAsync<CommitmentRow>(plan, sql, values, cancellationToken)).Where(row => !(new PartialDate(row.StartDateKey).First > day)).ToList();
        var listed = await ListedAsync(rows, plan, day, isPast, connection, cancellationToken);
        var pairs = withPairs ? (await OfAsync<PairRow>(Pairs, "a", rows.ConvertAll(row => row.EngagementKey).Distinct().ToList(), plan, connection, cancellationToken)).ToLookup(r => r.EngagementKey) : null;
        return [.. rows.Zip(listed, (row, commitment) => commitment with
        {
            Engagement = new CommittedEngagement(row.EngagementCode, row.Title, Language.Of(plan.Language).Date(new PartialDate(row.StartDateKey))),
            Pairs = [.. (pairs?[row.EngagementKey] ?? []).Select(pair => Pair(pair, plan.Language))],
        })];
    }

    private ListedMember Pair(PairRow pair, string language) => new($"{pair.First}-{pair.Second}", $"{Country(pair.First, pair.FirstName, language)} – {Country(pair.Second, pair.SecondName, language)}");

    private string Country(string code, string name, string language) => model.FindDimension("participation.country")?.NameOf(code, name, language) ?? name;

    /// <summary>The commitments of engagements on the day of the data, by their keys.</summary>
    public async Task<ILookup<int, ListedCommitment>> ReadAsync(IReadOnlyCollection<int> engagements, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = await OfAsync<CommitmentRow>($"SELECT {Columns}\nFROM EngagementCommitment c\n{Joins}", "c", engagements, plan, connection, cancellationToken);
        rows = [.. rows.OrderBy(row => row.EngagementKey).ThenBy(row => row.OrderNo)];
        var listed = await ListedAsync(rows, plan, plan.AsOf ?? DateOnly.MinValue, isPast: false, connection, cancellationToken);
        return rows.Zip(listed).ToLookup(pair => pair.First.EngagementKey, pair => pair.Second);
    }

    /// <summary>The states of all commitments on a day, from the evidence that the caller sees, and the classifications of that evidence by agreement.</summary>
    public async Task<(IReadOnlyList<DerivedState> States, IEnumerable<(int EngagementKey, string Handling)> Handlings)> StatesAsync(QueryPlan plan, DateOnly day, DbConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT c.EngagementKey, c.OrderNo, c.Code, c.DomainKey, c.DueDateKey, f.StartDateKey FROM EngagementCommitment c JOIN FactEngagement f ON f.EngagementKey = c.EngagementKey";
        var rows = (await connection.RowsAsync<CommitmentRow>(plan, Sql, new SqlValues(), cancellationToken)).Where(row => !(new PartialDate(row.StartDateKey).First > day)).ToList();
        if (rows.Count == 0)
        {
            return ([], []);
        }

        var keys = rows.ConvertAll(row => row.EngagementKey).Distinct().ToList();
        var evidence = await EvidenceAsync(keys, plan, connection, cancellationToken);
        var ofCommitments = evidence.ToLookup(r => (r.EngagementKey, r.Commitment));
        var assessments = (await OfAsync<AssessmentRow>(Assessments, "a", keys, plan, connection, cancellationToken)).ToLookup(r => (r.EngagementKey, r.Commitment));
        return (
            rows.ConvertAll(row =>
            {
                var events = ofCommitments[(row.EngagementKey, row.Code)].Concat(ofCommitments[(row.EngagementKey, string.Empty)]).Select(EventOf).Concat(assessments[(row.EngagementKey, row.Code)].Select(EventOf));
                return new DerivedState(row.EngagementKey, row.OrderNo, row.DomainKey, CommitmentRule.Of(new PartialDate(row.DueDateKey), events.OfType<CommitmentEvent>(), day).Name);
            }),
            evidence.Where(e => EventOf(e)?.Day <= day).Select(e => (e.EngagementKey, e.Handling)));
    }

    /// <summary>All commitments as imported, also with evidence that is not in the data.</summary>
    public async Task<ILookup<int, StatedCommitment>> StatedAsync(IReadOnlyCollection<int> engagements, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        const string Evidence = "SELECT v.EngagementKey, v.Code AS Commitment, v.Kind, v.TargetCode AS Code FROM CommitmentEvidence v";
        var rows = await OfAsync<CommitmentRow>($"SELECT {Columns}\nFROM EngagementCommitment c\n{Joins}", "c", engagements, plan, connection, cancellationToken);
        var keys = rows.ConvertAll(row => row.EngagementKey).Distinct().ToList();
        var evidence = (await OfAsync<EvidenceRow>(Evidence, "v", keys, plan, connection, cancellationToken)).OrderBy(r => r.Code, StringComparer.Ordinal).ToLookup(r => (r.EngagementKey, r.Commitment));
        var assessments = (await OfAsync<AssessmentRow>(Assessments, "a", keys, plan, connection, cancellationToken)).OrderBy(r => r.DateKey).ThenBy(r => r.SourceCode, StringComparer.Ordinal).ToLookup(r => (r.EngagementKey, r.Commitment));
        var parties = (await OfAsync<PartyRow>(Parties, "p", keys, plan, connection, cancellationToken)).OrderBy(r => r.Code, StringComparer.Ordinal).ToLookup(r => (r.EngagementKey, r.Commitment));
        return rows.OrderBy(row => row.EngagementKey).ThenBy(row => row.OrderNo).ToLookup(row => row.EngagementKey, row => new StatedCommitment(
            row.Code, row.Wording, row.Wordings, Stated(row.DomainCode), new PartialDate(row.DueDateKey), row.Target, row.Unit, Stated(row.SourceCode))
        {
            Parties = [.. parties[(row.EngagementKey, row.Code)].Select(r => r.Code)],
            Evidence = [.. evidence[(row.EngagementKey, row.Code)].Select(r => (r.Code, r.Kind))],
            Assessments = [.. assessments[(row.EngagementKey, row.Code)].Select(r => (new PartialDate(r.DateKey), r.SourceCode, r.Score))],
        });
    }

    private async Task<List<ListedCommitment>> ListedAsync(List<CommitmentRow> rows, QueryPlan plan, DateOnly day, bool isPast, DbConnection connection, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var keys = rows.ConvertAll(row => row.EngagementKey).Distinct().ToList();
        var evidence = (await EvidenceAsync(keys, plan, connection, cancellationToken)).ToLookup(r => (r.EngagementKey, r.Commitment));
        var assessments = (await OfAsync<AssessmentRow>(Assessments, "a", keys, plan, connection, cancellationToken)).ToLookup(r => (r.EngagementKey, r.Commitment));
        var parties = (await OfAsync<PartyRow>(Parties, "p", keys, plan, connection, cancellationToken)).ToLookup(r => (r.EngagementKey, r.Commitment));
        return rows.ConvertAll(row => Listed(
            row, [.. evidence[(row.EngagementKey, row.Code)], .. evidence[(row.EngagementKey, string.Empty)]], [.. assessments[(row.EngagementKey, row.Code)]], [.. parties[(row.EngagementKey, row.Code)]], plan, day, isPast));
    }

    // The visible evidence: engagements named by commitments, and engagements that cancel or replace the agreement.
    private async Task<List<EvidenceRow>> EvidenceAsync(IReadOnlyCollection<int> engagements, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        const string Other = "f.Code, COALESCE(x.Title, f.Title) AS Title, f.Handling, f.StartDateKey, f.StatusKey";
        var values = new SqlValues();
        var keys = dialect.ListOf(values.Add(JsonSerializer.Serialize(engagements)), areNumbers: true);
        var text = $"LEFT JOIN EngagementText x ON x.EngagementKey = f.EngagementKey AND x.Language = {values.Add(plan.Language)}";
        var where = RelatedSql.Where(plan, values, dialect);
        var sql = $"""
            SELECT v.EngagementKey, v.Code AS Commitment, v.Kind, 0 AS DateKey, {Other}
            FROM CommitmentEvidence v JOIN FactEngagement f ON f.Code = v.TargetCode
            {text}{where}v.EngagementKey IN ({keys})
            UNION ALL
            SELECT o.EngagementKey, '', r.Kind, r.DateKey, {Other}
            FROM FactEngagement o JOIN EngagementRelation r ON r.TargetCode = o.Code JOIN FactEngagement f ON f.EngagementKey = r.EngagementKey
            {text}{where}o.EngagementKey IN ({keys}) AND r.Kind IN ('{RelationKinds.Cancels}', '{RelationKinds.Replaces}')
            """;
        return await connection.RowsAsync<EvidenceRow>(plan, sql, values, cancellationToken);
    }

    private ListedCommitment Listed(
        CommitmentRow row, List<EvidenceRow> evidence, List<AssessmentRow> assessments, List<PartyRow> parties, QueryPlan plan, DateOnly day, bool isPast)
    {
        var (language, due) = (Language.Of(plan.Language), new PartialDate(row.DueDateKey));
        var events = evidence.Select(EventOf).Concat(assessments.Select(EventOf)).OfType<CommitmentEvent>();
        var state = CommitmentRule.Of(due, events, day);
        var wording = row.Wordings.Zip(CommitmentRules.Languages).FirstOrDefault(w => w.Second == plan.Language).First;
        return new ListedCommitment(
            row.Code,
            wording ?? row.Wording,
            state.Name,
            language.Phrases.Commitments.State(state.Name),
            state.Since,
            due.IsUnknown ? null : language.Date(due),
            due.Last,
            state.DaysLate,
            row.DomainCode == UnknownMembers.Code ? null : new ListedMember(row.DomainCode, model.FindDimension("domain.domain")?.NameOf(row.DomainCode, row.DomainName, plan.Language) ?? row.DomainName),
            [.. parties.OrderBy(p => p.Code, StringComparer.Ordinal).Select(p => new ListedMember(p.Code, model.FindDimension("participation.participant")?.NameOf(p.Code, p.Name, plan.Language, p.NameLocal) ?? p.Name))],
            row.Target is { } target ? decimal.Parse(target, CultureInfo.InvariantCulture) : null,
            row.Unit,
            Source(row.SourceCode, row.Publisher, row.SourceTitle, row.Url, row.SourceKind),
            [.. evidence.Where(e => !isPast || Counts(EventOf(e))).OrderBy(e => e.StartDateKey).ThenBy(e => e.Code, StringComparer.Ordinal).ThenBy(e => e.Kind, StringComparer.Ordinal).Select(Evidence)],
            [.. assessments.Where(a => !isPast || Counts(EventOf(a))).OrderBy(a => a.DateKey).ThenBy(a => a.SourceCode, StringComparer.Ordinal).Select(Assessment)])
        {
            Due = due,
            Order = row.OrderNo,
            DomainGroup = row.GroupCode,
            Handlings = [row.Handling, .. evidence.Where(e => !isPast || Counts(EventOf(e))).Select(e => e.Handling)],
        };

        bool Counts(CommitmentEvent? e) => e?.Day <= day;

        ListedEvidence Evidence(EvidenceRow e) => new(
            e.Kind, language.Phrases.Commitments.Evidence.GetValueOrDefault(e.Kind) ?? language.Phrases.Relations.Of(e.Kind, isIncoming: true), e.Code, e.Title, language.Date(new PartialDate(e.StartDateKey)), Counts(EventOf(e)))
        {
            Start = new PartialDate(e.StartDateKey),
            Status = ListedMember.OfStatus(e.StatusKey, new PartialDate(e.StartDateKey), plan, model),
        };

        ListedAssessment Assessment(AssessmentRow a) => new(
            a.Score, language.Phrases.Commitments.Scores[a.Score], language.Date(new PartialDate(a.DateKey)), Source(a.SourceCode, a.Publisher, a.SourceTitle, a.Url, a.SourceKind), Counts(EventOf(a)));
    }

    // Evidence counts if its engagement was held and has a date. A relation may state its own date.
    private static CommitmentEvent? EventOf(EvidenceRow row)
    {
        var date = new PartialDate(row.DateKey == 0 ? row.StartDateKey : row.DateKey);
        return row.StatusKey != FixedMembers.Statuses.Held || date.First is not { } day ? null : new CommitmentEvent(day, row.Kind switch
        {
            CommitmentRules.Delivers => CommitmentWeight.Done,
            CommitmentRules.Drops => CommitmentWeight.Dropped,
            CommitmentRules.Advances => CommitmentWeight.Advance,
            _ => CommitmentWeight.Ended,
        });
    }

    private static CommitmentEvent? EventOf(AssessmentRow row) => new PartialDate(row.DateKey).First is not { } day ? null : new CommitmentEvent(day, row.Score switch
    {
        CommitmentRules.Done => CommitmentWeight.Done,
        2 => CommitmentWeight.Mostly,
        1 => CommitmentWeight.Begun,
        _ => CommitmentWeight.Nothing,
    });

    private static string? Stated(string code) => code == UnknownMembers.Code ? null : code;

    private static ListedSource? Source(string code, string publisher, string title, string? url, string kind) =>
        code == UnknownMembers.Code ? null : ListedSource.Of(code, publisher, title, url, publishedOn: null, kind);

    private Task<List<T>> OfAsync<T>(string select, string alias, IReadOnlyCollection<int> engagements, QueryPlan plan, DbConnection connection, CancellationToken cancellationToken) =>
        connection.RowsAsync<T>(plan, $"{select}\nWHERE {alias}.EngagementKey IN ({dialect.ListOf("@keys", areNumbers: true)})", new { keys = JsonSerializer.Serialize(engagements) }, cancellationToken);
}

/// <summary>The state of a commitment, with the keys of its engagement and its domain.</summary>
internal sealed record DerivedState(int EngagementKey, int OrderNo, int DomainKey, string State);
