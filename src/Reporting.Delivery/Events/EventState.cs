using System.Globalization;
using System.Text.Json;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Editions;

namespace Reporting.Delivery.Events;

/// <summary>The data version and the editions with their states, as a receiver was told of them.</summary>
internal sealed record EventState(long DataVersion, DateTimeOffset? DataAsOf, IReadOnlyDictionary<string, string> Editions)
{
    public static EventState Of(long version, DateTimeOffset? asOf, IEnumerable<Edition> editions) => new(version, asOf, editions.ToDictionary(e => e.Id, e => EnumNames.Of(e.State)));

    public static EventState Read(string text) => JsonSerializer.Deserialize<EventState>(text)!;

    public string ToText() => JsonSerializer.Serialize(this);

    /// <summary>What to tell a receiver that knows <paramref name="told"/>, each with the state that it then knows.</summary>
    public IEnumerable<(EventMessage Message, EventState Then)> Since(EventState told)
    {
        if (DataVersion != told.DataVersion)
        {
            told = told with { DataVersion = DataVersion, DataAsOf = DataAsOf };
            yield return (new EventMessage(string.Create(CultureInfo.InvariantCulture, $"data-{DataVersion}"), "data.changed", DataVersion, DataAsOf, null, null), told);
        }

        foreach (var id in Editions.Keys.Union(told.Editions.Keys).Order(StringComparer.Ordinal).ToList())
        {
            var (now, before) = (Editions.GetValueOrDefault(id, "deleted"), told.Editions.GetValueOrDefault(id));
            if (now == before)
            {
                continue;
            }

            var editions = new Dictionary<string, string>(told.Editions);
            if (now == "deleted")
            {
                editions.Remove(id);
            }
            else
            {
                editions[id] = now;
            }

            told = told with { Editions = editions };
            yield return (new EventMessage($"edition-{id}-{now}", "edition.changed", DataVersion, DataAsOf, id, now), told);
        }
    }
}

/// <summary>One event. It says that something changed. A receiver asks with its own rights what it was.</summary>
/// <param name="Id">The same in every attempt.</param>
/// <param name="Edition">The edition that was published, withdrawn or deleted; null for new data.</param>
internal sealed record EventMessage(string Id, string Type, long DataVersion, DateTimeOffset? DataAsOf, string? Edition, string? State)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public byte[] Body() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
