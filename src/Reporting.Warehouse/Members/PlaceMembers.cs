using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;

namespace Reporting.Warehouse.Members;

/// <summary>Places: a city keeps the spelling in which it came first.</summary>
internal sealed class PlaceMembers
{
    private readonly ImportSession _session;
    private readonly PreparedStatement _select;
    private readonly PreparedStatement _insert;
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);
    private int _lastKey;

    private PlaceMembers(ImportSession session, int lastKey)
    {
        (_session, _lastKey) = (session, lastKey);
        _select = session.Prepare("SELECT PlaceKey FROM DimPlace WHERE Code = @Code");
        _insert = session.Prepare("INSERT INTO DimPlace (PlaceKey, Code, City, CountryCode) VALUES (@PlaceKey, @Code, @City, @CountryCode)");
    }

    public int Added { get; private set; }

    public static async Task<PlaceMembers> LoadAsync(ImportSession session) => new(session, await session.LastKeyAsync("DimPlace", "PlaceKey"));

    public async ValueTask<int> KeepAsync(PlaceStatement place)
    {
        if (_keys.TryGetValue(place.Code, out var key))
        {
            return key;
        }

        await using (var row = await _select.ReadAsync(_session.CancellationToken, place.Code))
        {
            key = await row.ReadAsync(_session.CancellationToken) ? row.GetInt32(0) : -1;
        }

        if (key < 0)
        {
            key = ++_lastKey;
            Added++;
            await _insert.ExecuteAsync(_session.CancellationToken, key, place.Code, place.City, place.Country);
        }

        _keys.Add(place.Code, key);
        return key;
    }
}
