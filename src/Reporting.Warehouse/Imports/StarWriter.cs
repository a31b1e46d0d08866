using System.Data.Common;
using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports;

/// <summary>Writes checked engagements into the fact and its bridges, within the transaction of an import.</summary>
internal sealed class StarWriter
{
    private const string InsertImport = """
        INSERT INTO Import (ImportKey, Mapping, FileName, FileHash, ImportedAt, FileRows, Added, Changed, Unchanged)
        VALUES (@ImportKey, @Mapping, @FileName, '', @ImportedAt, 0, 0, 0, 0)
        """;

    private const string InsertFact = """
        INSERT INTO FactEngagement (EngagementKey, Code, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey,
            Headcount, AmountCents, Handling, ImportKey, ImportRow, ImportedAt, RowHash)
        VALUES (@EngagementKey, @Code, @Title, @SearchTitle, @Summary, @StartDateKey, @EndDateKey, @YearKey, @EngagementTypeKey, @PlaceKey,
            @Headcount, @AmountCents, @Handling, @ImportKey, @ImportRow, @ImportedAt, @RowHash)
        """;

    private const string UpdateFact = """
        UPDATE FactEngagement SET Title = @Title, SearchTitle = @SearchTitle, Summary = @Summary, StartDateKey = @StartDateKey, EndDateKey = @EndDateKey,
            YearKey = @YearKey, EngagementTypeKey = @EngagementTypeKey, PlaceKey = @PlaceKey, Headcount = @Headcount, AmountCents = @AmountCents,
            Handling = @Handling, ImportKey = @ImportKey, ImportRow = @ImportRow, ImportedAt = @ImportedAt, RowHash = @RowHash
        WHERE EngagementKey = @EngagementKey
        """;

    private const string InsertDomain = """
        INSERT INTO BridgeEngagementDomain (EngagementKey, DomainKey, WeightParts, IsPrimary, StartDateKey, YearKey)
        VALUES (@EngagementKey, @DomainKey, @WeightParts, @IsPrimary, @StartDateKey, @YearKey)
        """;

    // LineNo is a reserved word of T-SQL; SQLite takes the brackets too.
    private const string InsertLine = """
        INSERT INTO BridgeEngagementParticipant (EngagementKey, [LineNo], ParticipantKey, OnBehalfOfKey, OrganisationKey, CountryCode, Role, Capacity, StartDateKey, YearKey)
        VALUES (@EngagementKey, @Line, @ParticipantKey, @OnBehalfOfKey, @OrganisationKey, @CountryCode, @Role, @Capacity, @StartDateKey, @YearKey)
        """;

    private const string InsertSource = """
        INSERT INTO BridgeEngagementSource (EngagementKey, SourceKey, StartDateKey, YearKey) VALUES (@EngagementKey, @SourceKey, @StartDateKey, @YearKey)
        """;

    private readonly ImportSession _session;
    private readonly ImportRequest _request;
    private readonly StarMembers _members;
    private readonly DateRows _dates;
    private readonly PreparedStatement _find;
    private readonly PreparedStatement _insertFact;
    private readonly PreparedStatement _updateFact;
    private readonly PreparedStatement _insertDomain;
    private readonly PreparedStatement _insertLine;
    private readonly PreparedStatement _insertSource;
    private readonly PreparedStatement[] _deleteLinks;
    private int _lastKey;

    private StarWriter(ImportSession session, ImportRequest request, StarMembers members, DateRows dates, int lastKey)
    {
        (_session, _request, _members, _dates, _lastKey) = (session, request, members, dates, lastKey);
        _find = session.Prepare("SELECT EngagementKey, RowHash FROM FactEngagement WHERE Code = @Code");
        (_insertFact, _updateFact) = (session.Prepare(InsertFact), session.Prepare(UpdateFact));
        (_insertDomain, _insertLine, _insertSource) = (session.Prepare(InsertDomain), session.Prepare(InsertLine), session.Prepare(InsertSource));
        _deleteLinks =
        [
            session.Prepare("DELETE FROM BridgeEngagementDomain WHERE EngagementKey = @EngagementKey"),
            session.Prepare("DELETE FROM BridgeEngagementParticipant WHERE EngagementKey = @EngagementKey"),
            session.Prepare("DELETE FROM BridgeEngagementSource WHERE EngagementKey = @EngagementKey"),
        ];
    }

    /// <summary>Key of this import's row; null until something had to be written.</summary>
    public int? ImportKey { get; private set; }

    public int Added { get; private set; }

    public int Changed { get; private set; }

    public int Unchanged { get; private set; }

    public int DomainLinks { get; private set; }

    public int Lines { get; private set; }

    public int SourceLinks { get; private set; }

    public static async Task<StarWriter> OpenAsync(ImportSession session, ImportRequest request, StarMembers members) => new(
        session, request, members, await DateRows.OpenAsync(session.Engine, session.Transaction), await session.LastKeyAsync("FactEngagement", "EngagementKey"));

    /// <summary>Adds the engagement, replaces it in place, or leaves it as it is.</summary>
    public async ValueTask WriteAsync(CheckedEngagement engagement)
    {
        // Members first: what the file says of them counts even where the engagement itself is unchanged.
        var type = await _members.Types.KeepAsync(engagement.Type);
        var place = await _members.Places.KeepAsync(engagement.Place);
        foreach (var said in engagement.Participants)
        {
            await _members.Participants.KeepAsync(said);
        }

        var domains = new int[engagement.Domains.Count];
        for (var i = 0; i < domains.Length; i++)
        {
            domains[i] = await _members.Domains.KeepAsync(engagement.Domains[i].Domain);
        }

        var sources = new List<int>(engagement.Sources.Count);
        foreach (var said in engagement.Sources)
        {
            sources.Add(await _members.Sources.KeepAsync(said));
        }

        var hash = RowHash.Of(engagement);
        var (key, before) = await FindAsync(engagement.Code);
        if (before == hash)
        {
            Unchanged++;
            return;
        }

        await WriteFactAsync(engagement, key, type, place, hash);
        await WriteLinksAsync(engagement, key ?? _lastKey, domains, sources);
    }

    /// <summary>Makes the Import row, once; the facts refer to it.</summary>
    public async ValueTask<int> BeginImportAsync()
    {
        if (ImportKey is { } begun)
        {
            return begun;
        }

        var key = await _session.LastKeyAsync("Import", "ImportKey") + 1;
        await _session.Connection.ExecuteAsync(
            InsertImport, new { ImportKey = key, _request.Mapping, _request.FileName, ImportedAt = _session.Timestamp }, _session.Transaction);
        ImportKey = key;
        return key;
    }

    private async Task<(int? Key, string? Hash)> FindAsync(string code)
    {
        await using DbDataReader row = await _find.ReadAsync(_session.CancellationToken, code);
        return await row.ReadAsync(_session.CancellationToken) ? (row.GetInt32(0), row.GetString(1)) : (null, null);
    }

    private async Task WriteFactAsync(CheckedEngagement e, int? key, int type, int place, string hash)
    {
        await _dates.EnsureAsync(e.Start, _session.CancellationToken);
        await _dates.EnsureAsync(e.End, _session.CancellationToken);
        var import = await BeginImportAsync();
        var search = e.Title.ToLowerInvariant();
        if (key is null)
        {
            Added++;
            await _insertFact.ExecuteAsync(
                _session.CancellationToken,
                ++_lastKey, e.Code, e.Title, search, e.Summary, e.Start.Key, e.End.Key, e.Start.Year, type, place,
                e.Headcount, e.AmountCents, e.Handling, import, e.Row, _session.Timestamp, hash);
            return;
        }

        Changed++;
        foreach (var delete in _deleteLinks)
        {
            await delete.ExecuteAsync(_session.CancellationToken, key);
        }

        await _updateFact.ExecuteAsync(
            _session.CancellationToken,
            e.Title, search, e.Summary, e.Start.Key, e.End.Key, e.Start.Year, type, place,
            e.Headcount, e.AmountCents, e.Handling, import, e.Row, _session.Timestamp, hash, key);
    }

    private async Task WriteLinksAsync(CheckedEngagement e, int key, int[] domains, List<int> sources)
    {
        var (start, year) = (e.Start.Key, e.Start.Year);
        for (var i = 0; i < domains.Length; i++)
        {
            await _insertDomain.ExecuteAsync(_session.CancellationToken, key, domains[i], e.Domains[i].Parts, e.Domains[i].IsPrimary ? 1 : 0, start, year);
        }

        for (var i = 0; i < e.Lines.Count; i++)
        {
            var line = e.Lines[i];
            var participant = _members.Participants.Find(line.Participant)!;
            var behalf = line.OnBehalfOf is null ? null : (int?)_members.Participants.Find(line.OnBehalfOf)!.Key;
            await _insertLine.ExecuteAsync(
                _session.CancellationToken,
                key, i + 1, participant.Key, behalf, behalf ?? (participant.IsOrganisation ? participant.Key : Unstated.Key), line.Country, line.Role, line.Capacity, start, year);
        }

        foreach (var source in sources)
        {
            await _insertSource.ExecuteAsync(_session.CancellationToken, key, source, start, year);
        }

        DomainLinks += domains.Length;
        Lines += e.Lines.Count;
        SourceLinks += sources.Count;
    }
}
