using System.Data.Common;
using System.Globalization;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses;

/// <summary>
/// Writes test data straight into the star without the import, because the data must not pass through the code under test. Keys follow first appearance,
/// so they do not depend on the order of codes.
/// </summary>
internal sealed class StarWriter(IWarehouseEngine engine, DbTransaction transaction)
{
    private const long ImportKey = 1;
    private static readonly string[] Bridges = 
    [
        "BridgeEngagementDomain", "BridgeEngagementParticipant", "BridgeEngagementSource", "EngagementRelation", "EngagementStatement", "EngagementCommitment", "CommitmentParty", "CommitmentEvidence", "CommitmentAssessment",
    ];

    private static readonly (string Table, string Key, (string Column, string Table)[] Used)[] Members =
    [
        ("DimDomain", "DomainKey", [("DomainKey", "BridgeEngagementDomain")]),
        ("DimParticipant", "ParticipantKey", [("ParticipantKey", "BridgeEngagementParticipant"), ("OrganisationKey", "BridgeEngagementParticipant")]),
        ("DimEngagementType", "EngagementTypeKey", [("EngagementTypeKey", "FactEngagement")]),
        ("DimPlace", "PlaceKey", [("PlaceKey", "FactEngagement")]),
        ("DimSource", "SourceKey", [("SourceKey", "BridgeEngagementSource")]),
    ];

    private readonly Dictionary<string, int> _domains = NewKeys();
    private readonly Dictionary<string, int> _participants = NewKeys();
    private readonly Dictionary<string, int> _types = NewKeys();
    private readonly Dictionary<string, int> _places = NewKeys();
    private readonly Dictionary<string, int> _sources = NewKeys();
    private readonly Dictionary<string, int> _handlings = NewKeys();

    public async Task WriteAsync(TestData data)
    {
        await WriteDatesAsync(data);
        await WriteImportAsync(ImportKey);
        await WriteDimensionsAsync(data);
        await WriteFactsAsync(data);
        await WriteBridgesAsync(data);
        await WriteRelationsAsync(data);
        await WriteCommitmentsAsync(data);
    }

    private async Task WriteDatesAsync(TestData data)
    {
        var rows = await DateRows.OpenAsync(engine, transaction);
        foreach (var engagement in data.Engagements)
        {
            foreach (var date in engagement.Commitments.SelectMany(c => c.Assessments.Select(a => a.On).Append(c.Due)).Concat(engagement.Relations.Select(r => r.Date)).Append(engagement.Start))
            {
                await rows.EnsureAsync(date, CancellationToken.None);
            }
        }
    }

    /// <param name="keepsChanges">True for a version before which nothing changed without a trace.</param>
    public async Task WriteImportAsync(long key, bool keepsChanges = false)
    {
        await using var insert = Insert("Import", "ImportKey", "Mapping", "FileName", "FileHash", "ImportedAt", "FileRows", "Added", "Changed", "Unchanged", "KeepsChanges");
        await insert.AddAsync(key, "test", "test.csv", "none", engine.Timestamp(TestData.ImportedAt), 0, 0, 0, 0, keepsChanges ? 2 : 0);
    }

    /// <summary>Empties the star.</summary>
    public async Task ClearAsync()
    {
        foreach (var table in Bridges.Append("FactEngagement").Append("Import").Append("DimHandling"))
        {
            await RunAsync($"DELETE FROM {table}");
        }

        await DeleteMembersAsync();
    }

    /// <summary>Deletes engagements, and members that no other engagement has.</summary>
    public async Task DeleteAsync(IEnumerable<string> codes)
    {
        foreach (var code in codes)
        {
            foreach (var bridge in Bridges)
            {
                await RunAsync($"DELETE FROM {bridge} WHERE EngagementKey IN (SELECT EngagementKey FROM FactEngagement WHERE Code = @code)", code);
            }

            await RunAsync("DELETE FROM FactEngagement WHERE Code = @code", code);
        }

        await DeleteMembersAsync();
    }

    private async Task DeleteMembersAsync()
    {
        foreach (var (table, key, used) in Members)
        {
            await RunAsync($"DELETE FROM {table} WHERE {key} <> 0" + string.Concat(used.Select(u => $" AND {key} NOT IN (SELECT {u.Column} FROM {u.Table})")));
        }
    }

    private async Task RunAsync(string sql, string? code = null)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        if (code is not null)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@code", code);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }

    private async Task WriteDimensionsAsync(TestData data)
    {
        await using var domain = Insert("DimDomain", "DomainKey", "Code", "Name", "GroupCode", "GroupName");
        await using var participant = Insert("DimParticipant", "ParticipantKey", "Code", "Name", "Kind", "CountryCode");
        await using var type = Insert("DimEngagementType", "EngagementTypeKey", "Code", "Name", "CategoryCode", "CategoryName");
        await using var place = Insert("DimPlace", "PlaceKey", "Code", "City", "CountryCode");
        await using var source = Insert("DimSource", "SourceKey", "Code", "Publisher", "Title", "Kind");
        await using var handling = Insert("DimHandling", "HandlingKey", "Code");
        foreach (var engagement in data.Engagements.Where(e => IsNew(_handlings, e.Handling)))
        {
            await handling.AddAsync(_handlings[engagement.Handling], engagement.Handling);
        }

        foreach (var link in data.Engagements.SelectMany(e => e.Domains).Where(l => IsNew(_domains, l.Code)))
        {
            await domain.AddAsync(_domains[link.Code], link.Code, Name(link.Code), link.Group, Name(link.Group));
        }

        var lines = data.Engagements.SelectMany(e => e.Lines).ToList();
        var offices = lines.Where(l => l.Organisation is not null).Select(l => (Code: l.Organisation!, Kind: "government-body", l.Country));
        foreach (var (code, kind, country) in lines.Select(l => (Code: l.Participant, l.Kind, l.Country)).Concat(offices).Where(p => IsNew(_participants, p.Code)))
        {
            await participant.AddAsync(_participants[code], code, Name(code), kind, country);
        }

        foreach (var engagement in data.Engagements)
        {
            if (IsNew(_types, engagement.Type))
            {
                await type.AddAsync(_types[engagement.Type], engagement.Type, Name(engagement.Type), engagement.Category, Name(engagement.Category));
            }

            if (IsNew(_places, engagement.PlaceCode))
            {
                await place.AddAsync(_places[engagement.PlaceCode], engagement.PlaceCode, engagement.City, engagement.PlaceCountry);
            }

            foreach (var code in engagement.Sources.Where(s => IsNew(_sources, s)))
            {
                await source.AddAsync(_sources[code], code, TestEngagement.PublisherOf(code), Name(code), TestEngagement.KindOf(code));
            }
        }
    }

    private async Task WriteFactsAsync(TestData data)
    {
        await using var fact = Insert(
            "FactEngagement", "EngagementKey", "Code", "Title", "SearchTitle", "StartDateKey", "EndDateKey", "YearKey", "EngagementTypeKey", "PlaceKey",
            "Headcount", "AmountCents", "AmountRest", "Handling", "HandlingKey", "StatusKey", "ReviewKey", "ConfidenceKey", "RecordedOn", "ImportKey", "ImportRow", "ImportedAt", "RowHash");
        var key = 0;
        foreach (var e in data.Engagements)
        {
            key++;
            await fact.AddAsync(
                key, e.Code, e.Title, e.Title.ToLowerInvariant(), e.Start.Key, 0, e.Start.Year, _types[e.Type], _places[e.PlaceCode],
                e.Headcount, e.AmountCents, e.AmountCents is null ? null : e.AmountRest, e.Handling, _handlings[e.Handling], Array.IndexOf(["held", "planned", "postponed", "cancelled"], e.Status), e.Review == "draft" ? 1 : 0, Array.IndexOf(["none", "one", "several", "official", "official-several"], e.Confidence), e.RecordedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ImportKey, key + 1, engine.Timestamp(TestData.ImportedAt), $"hash {key}");
        }
    }

    private async Task WriteBridgesAsync(TestData data)
    {
        await using var domain = Insert("BridgeEngagementDomain", "EngagementKey", "DomainKey", "WeightParts", "IsPrimary", "StartDateKey", "YearKey", "Headcount", "AmountCents", "AmountRest", "HandlingKey");
        await using var line = Insert(
            "BridgeEngagementParticipant", "EngagementKey", "LineNo", "ParticipantKey", "OnBehalfOfKey", "OrganisationKey", "CountryCode", "Role", "StartDateKey", "YearKey",
            "Headcount", "AmountCents", "AmountRest", "HandlingKey");
        await using var source = Insert("BridgeEngagementSource", "EngagementKey", "SourceKey", "StartDateKey", "YearKey", "HandlingKey");
        var key = 0;
        foreach (var e in data.Engagements)
        {
            key++;
            var (date, year, handling) = (e.Start.Key, e.Start.Year, _handlings[e.Handling]);
            foreach (var (no, l) in e.Domains.Index())
            {
                await domain.AddAsync(key, _domains[l.Code], l.Parts, no == 0 ? 1 : 0, date, year, e.Headcount, e.AmountCents, e.AmountCents is null ? null : e.AmountRest, handling);
            }

            foreach (var (no, l) in e.Lines.Index())
            {
                int? office = l.Organisation is { } code && code != l.Participant ? _participants[code] : null;
                await line.AddAsync(key, no + 1, _participants[l.Participant], office, _participants[l.Organisation ?? TestData.Unknown], l.Country, l.Role, date, year, e.Headcount, e.AmountCents, e.AmountCents is null ? null : e.AmountRest, handling);
            }

            foreach (var code in e.Sources)
            {
                await source.AddAsync(key, _sources[code], date, year, handling);
            }
        }
    }

    private async Task WriteRelationsAsync(TestData data)
    {
        await using var relation = Insert("EngagementRelation", "EngagementKey", "Kind", "TargetCode", "DateKey", "SourceKey");
        foreach (var (no, e) in data.Engagements.Index())
        {
            foreach (var r in e.Relations)
            {
                await relation.AddAsync(no + 1, r.Kind, r.To, r.Date.Key, 0);
            }
        }
    }

    private async Task WriteCommitmentsAsync(TestData data)
    {
        await using var commitment = Insert("EngagementCommitment", "EngagementKey", "OrderNo", "Code", "Wording", "DomainKey", "DueDateKey", "SourceKey");
        await using var party = Insert("CommitmentParty", "EngagementKey", "Code", "ParticipantKey");
        await using var evidence = Insert("CommitmentEvidence", "EngagementKey", "Code", "TargetCode", "Kind");
        await using var assessment = Insert("CommitmentAssessment", "EngagementKey", "Code", "DateKey", "SourceKey", "Score");
        foreach (var (key, order, c) in data.Engagements.Index().SelectMany(e => e.Item.Commitments.Index().Select(c => (e.Index + 1, c.Index + 1, c.Item))))
        {
            await commitment.AddAsync(key, order, c.Code, Name(c.Code), _domains[c.Domain], c.Due.Key, 0);
            foreach (var code in c.Parties)
            {
                await party.AddAsync(key, c.Code, _participants[code]);
            }

            foreach (var (to, kind) in c.Evidence)
            {
                await evidence.AddAsync(key, c.Code, to, kind);
            }

            foreach (var (on, source, score) in c.Assessments)
            {
                await assessment.AddAsync(key, c.Code, on.Key, _sources[source], score);
            }
        }
    }

    private PreparedInsert Insert(string table, params string[] columns) => new(engine, transaction, table, columns);

    private static Dictionary<string, int> NewKeys() => new(StringComparer.Ordinal) { [TestData.Unknown] = 0 };

    private static bool IsNew(Dictionary<string, int> keys, string code) => keys.TryAdd(code, keys.Count);

    private static string Name(string code) => string.Create(CultureInfo.InvariantCulture, $"The {code}");
}
