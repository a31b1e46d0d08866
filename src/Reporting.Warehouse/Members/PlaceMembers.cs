using Reporting.Warehouse.Imports.Staging;

namespace Reporting.Warehouse.Members;

/// <summary>The places of an import. A city keeps the spelling of its first import.</summary>
internal sealed class PlaceMembers
{
    private readonly StagingStatement _select;
    private readonly StagingStatement _stage;
    private readonly RecentMembers<int> _recent = new();
    private int _lastKey;

    private PlaceMembers(ImportSession session, int lastKey)
    {
        _lastKey = lastKey;
        _select = session.Staging.Prepare("SELECT PlaceKey FROM StagePlace WHERE Code = ?1 UNION ALL SELECT PlaceKey FROM DimPlace WHERE Code = ?1");
        _stage = session.Staging.Prepare(StageTable.Place.Insert());
    }

    public int Added { get; private set; }

    public static async Task<PlaceMembers> LoadAsync(ImportSession session) => new(session, await session.LastKeyAsync("DimPlace", "PlaceKey"));

    /// <summary>Stages the place if it is new, and returns its key.</summary>
    public int Stage(PlaceDescription place)
    {
        if (_recent.TryGet(place.Code, out var key))
        {
            return key;
        }

        _select.Bind(1, place.Code);
        key = _select.Read() ? (int)_select.Number(0) : -1;
        _select.Done();
        if (key < 0)
        {
            key = ++_lastKey;
            Added++;
            _stage.Bind(1, key);
            _stage.Bind(2, place.Code);
            _stage.Bind(3, place.City);
            _stage.Bind(4, place.Country);
            _stage.Execute();
        }

        return _recent.Keep(place.Code, key);
    }
}

/// <summary>A place as a file states it. Its code consists of country and city.</summary>
internal sealed record PlaceDescription(string Code, string? City, string Country)
{
    public static readonly PlaceDescription Unknown = new(UnknownMembers.Code, null, UnknownMembers.Code);
}
