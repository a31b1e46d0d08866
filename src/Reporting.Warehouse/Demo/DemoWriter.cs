using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Reporting.Warehouse.Demo;

/// <summary>
/// Writes engagements with native prepared statements of SQLite, within the connection's transaction. The driver's parameters would cost several times as much as the rows.
/// </summary>
internal sealed class DemoWriter : IDisposable
{
    private readonly sqlite3 _database;
    private readonly List<sqlite3_stmt> _statements = [];
    private readonly IReadOnlyDictionary<byte[], int> _handlings;
    private readonly sqlite3_stmt _fact;
    private readonly sqlite3_stmt _domain;
    private readonly sqlite3_stmt _line;
    private readonly sqlite3_stmt _source;
    private readonly sqlite3_stmt _newSource;
    private readonly sqlite3_stmt _participant;

    /// <param name="handlings">The key of each handling level (DemoEngagements.Handlings).</param>
    public DemoWriter(SqliteConnection connection, int importKey, string importedAt, IReadOnlyDictionary<byte[], int> handlings)
    {
        _database = connection.Handle ?? throw new ArgumentException("The connection is closed.", nameof(connection));
        _handlings = handlings;
        _fact = Insert(
            "FactEngagement", "EngagementKey, Code, Title, SearchTitle, Summary, StartDateKey, EndDateKey, YearKey, EngagementTypeKey, PlaceKey, Headcount, AmountCents, Handling, ImportRow, RowHash, ImportKey, ImportedAt, HandlingKey");
        _domain = Insert("BridgeEngagementDomain", "EngagementKey, StartDateKey, YearKey, HandlingKey, Headcount, AmountCents, DomainKey, WeightParts, IsPrimary");
        _line = Insert(
            "BridgeEngagementParticipant", "EngagementKey, StartDateKey, YearKey, HandlingKey, Headcount, AmountCents, [LineNo], ParticipantKey, OnBehalfOfKey, OrganisationKey, CountryCode, Role, Capacity");
        _source = Insert("BridgeEngagementSource", "EngagementKey, StartDateKey, YearKey, HandlingKey, SourceKey");
        _newSource = Insert("DimSource", "SourceKey, Code, Publisher, Title, Url, PublishedOn");
        _participant = Insert("DimParticipant", "ParticipantKey, Code, Name, NameLocal, Kind, CountryCode, ParentKey");
        raw.sqlite3_bind_int(_fact, 16, importKey);
        Text(_fact, 17, importedAt);
    }

    public long Domains { get; private set; }

    public long Lines { get; private set; }

    public long Sources { get; private set; }

    public void Write(DemoEngagement e)
    {
        var year = e.Start / 10000;
        raw.sqlite3_bind_int(_fact, 1, e.Key);
        raw.sqlite3_bind_text(_fact, 2, e.Code.Span);
        raw.sqlite3_bind_text(_fact, 3, e.Title.Span);
        raw.sqlite3_bind_text(_fact, 4, e.SearchTitle.Span);
        Text(_fact, 5, e.Summary);
        raw.sqlite3_bind_int(_fact, 6, e.Start);
        raw.sqlite3_bind_int(_fact, 7, e.End);
        raw.sqlite3_bind_int(_fact, 8, year);
        raw.sqlite3_bind_int(_fact, 9, e.Type);
        raw.sqlite3_bind_int(_fact, 10, e.Place);
        Number(_fact, 11, e.Headcount);
        Number(_fact, 12, e.AmountCents);
        raw.sqlite3_bind_text(_fact, 13, e.Handling);
        raw.sqlite3_bind_int(_fact, 14, e.Row);
        raw.sqlite3_bind_text(_fact, 15, e.RowHash);
        raw.sqlite3_bind_int(_fact, 18, _handlings[e.Handling]);
        Step(_fact);
        if (e.Closes is { } closed)
        {
            Write(closed);
        }

        WriteDomains(e, year);
        WriteLines(e, year);
        WriteSources(e, year);
    }

    public void Write(DemoSource source)
    {
        raw.sqlite3_bind_int(_newSource, 1, source.Key);
        Text(_newSource, 2, source.Code);
        Text(_newSource, 3, source.Publisher);
        Text(_newSource, 4, source.Title);
        Text(_newSource, 5, source.Url);
        Text(_newSource, 6, source.PublishedOn);
        Step(_newSource);
    }

    public void Write(DemoParticipant participant)
    {
        raw.sqlite3_bind_int(_participant, 1, participant.Key);
        Text(_participant, 2, participant.Code);
        Text(_participant, 3, participant.Name);
        Text(_participant, 4, participant.NameLocal);
        Text(_participant, 5, participant.Kind);
        Text(_participant, 6, participant.Country);
        Number(_participant, 7, participant.Parent);
        Step(_participant);
    }

    public void Dispose() => _statements.ForEach(statement => statement.Dispose());

    private void WriteDomains(DemoEngagement e, int year)
    {
        Link(_domain, e, year);
        Figures(_domain, e);
        // Sorted in the order of the table, so that rows are appended.
        var domains = e.Domains.AsSpan(0, e.DomainCount);
        domains.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        foreach (var domain in domains)
        {
            raw.sqlite3_bind_int(_domain, 7, domain.Key);
            raw.sqlite3_bind_int(_domain, 8, domain.Parts);
            raw.sqlite3_bind_int(_domain, 9, domain.IsPrimary ? 1 : 0);
            Step(_domain);
        }

        Domains += e.DomainCount;
    }

    private void WriteLines(DemoEngagement e, int year)
    {
        Link(_line, e, year);
        Figures(_line, e);
        for (var i = 0; i < e.LineCount; i++)
        {
            ref readonly var line = ref e.Lines[i];
            raw.sqlite3_bind_int(_line, 7, i + 1);
            raw.sqlite3_bind_int(_line, 8, line.Participant);
            Number(_line, 9, line.OnBehalfOf == 0 ? null : line.OnBehalfOf);
            raw.sqlite3_bind_int(_line, 10, line.Organisation);
            raw.sqlite3_bind_text(_line, 11, line.Country);
            raw.sqlite3_bind_text(_line, 12, line.Role);
            Text(_line, 13, line.Capacity);
            Step(_line);
        }

        Lines += e.LineCount;
    }

    private void WriteSources(DemoEngagement e, int year)
    {
        Link(_source, e, year);
        foreach (var source in e.Sources.AsSpan(0, e.SourceCount))
        {
            raw.sqlite3_bind_int(_source, 5, source);
            Step(_source);
        }

        Sources += e.SourceCount;
    }

    private void Link(sqlite3_stmt statement, DemoEngagement e, int year)
    {
        raw.sqlite3_bind_int(statement, 1, e.Key);
        raw.sqlite3_bind_int(statement, 2, e.Start);
        raw.sqlite3_bind_int(statement, 3, year);
        raw.sqlite3_bind_int(statement, 4, _handlings[e.Handling]);
    }

    private static void Figures(sqlite3_stmt statement, DemoEngagement e)
    {
        Number(statement, 5, e.Headcount);
        Number(statement, 6, e.AmountCents);
    }

    private static void Number(sqlite3_stmt statement, int index, long? number)
    {
        if (number is { } stated)
        {
            raw.sqlite3_bind_int64(statement, index, stated);
        }
        else
        {
            raw.sqlite3_bind_null(statement, index);
        }
    }

    private static void Text(sqlite3_stmt statement, int index, byte[]? text)
    {
        if (text is null)
        {
            raw.sqlite3_bind_null(statement, index);
        }
        else
        {
            raw.sqlite3_bind_text(statement, index, text.AsSpan());
        }
    }

    private static void Text(sqlite3_stmt statement, int index, string? text) => Text(statement, index, text is null ? null : Encoding.UTF8.GetBytes(text));

    private sqlite3_stmt Insert(string table, string columns)
    {
        var values = string.Join(", ", columns.Split(',').Select(_ => "?"));
        Check(raw.sqlite3_prepare_v2(_database, $"INSERT INTO {table} ({columns}) VALUES ({values})", out var statement));
        _statements.Add(statement);
        return statement;
    }

    private void Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result);
        }
    }
}
