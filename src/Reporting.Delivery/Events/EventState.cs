using System.Globalization;
using System.Text.Json;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Editions;

namespace Reporting.Delivery.Events;

/// <summary>The data version and the editions with their states, as last sent to a receiver.</summary>
internal sealed record EventState(long DataVersion, DateTimeOffset? DataAsOf, IReadOnlyDictionary<string, string> Editions)
{
    private const string Deleted = "deleted";

    /// <summary>When each edition was made. After a restored backup the same id may be of another edition.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Made { get; init; } = new Dictionary<string, DateTimeOffset>();

    public static EventState Of(long version, DateTimeOffset? asOf, IReadOnlyCollection<Edition> editions) =>
        new(version, asOf, editions.ToDictionary(e => e.Id, e => EnumNames.Of(e.State))) { Made = editions.ToDictionary(e => e.Id, e => e.MadeAt) };

    public static EventState Read(string text) => JsonSerializer.Deserialize<EventState>(text)!;

    public string ToText() => JsonSerializer.Serialize(this);

    /// <summary>The events to send to a receiver that has received <paramref name="told"/>, each with the state after it.</summary>
    public IEnumerable<(EventMessage Message, EventState Then)> Since(EventState told)
    {
        if (DataVersion != told.DataVersion || DataAsOf != told.DataAsOf)
        {
            told = told with { DataVersion = DataVersion, DataAsOf = DataAsOf };
            yield return (new EventMessage($"data-{DataVersion}{Moment(DataAsOf)}", "data.changed", DataVersion, DataAsOf, null, null), told);
        }

        foreach (var id in Editions.Keys.Union(told.Editions.Keys).Order(StringComparer.Ordinal).ToList())
        {
            var (now, before) = (Editions.GetValueOrDefault(id, Deleted), told.Editions.GetValueOrDefault(id));
            if (now == before && MadeOf(id) == (told.MadeOf(id) ?? MadeOf(id)))
            {
                continue;
            }

            var made = MadeOf(id) ?? told.MadeOf(id);
            told = told.With(id, now, MadeOf(id));
            yield return (new EventMessage($"edition-{id}{Moment(made)}-{now}", "edition.changed", DataVersion, DataAsOf, id, now), told);
        }
    }

    private DateTimeOffset? MadeOf(string id) => Made.TryGetValue(id, out var made) ? made : null;

    private EventState With(string id, string state, DateTimeOffset? made)
    {
        var (editions, times) = (new Dictionary<string, string>(Editions), new Dictionary<string, DateTimeOffset>(Made));
        editions.Remove(id);
        times.Remove(id);
        if (state != Deleted)
        {
            editions[id] = state;
        }

        if (made is { } time)
        {
            times[id] = time;
        }

        return this with { Editions = editions, Made = times };
    }

    private static string Moment(DateTimeOffset? at) => at?.UtcDateTime.ToString("'-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) ?? string.Empty;
}

/// <summary>One event: it reports that something changed. The receiver reads the change with its own rights.</summary>
/// <param name="Id">The same in every attempt.</param>
/// <param name="Edition">The edition that was published, withdrawn or deleted; null for new data.</param>
internal sealed record EventMessage(string Id, string Type, long DataVersion, DateTimeOffset? DataAsOf, string? Edition, string? State)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public byte[] Body() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
