namespace Reporting.Engine.Queries;

/// <summary>
/// Collects the ids of all queries of one response; a report has several. An ambient context saves callers from passing them on.
/// </summary>
public sealed class QueryIds : IDisposable
{
    private const string Mark = "reporting.question";

    private static readonly AsyncLocal<QueryIds?> Current = new();

    private readonly QueryIds? _outer = Current.Value;
    private readonly List<string> _ids = [];

    private QueryIds() => Current.Value = this;

    /// <summary>Each id once, in the order of the ids: queries run side by side, and an order of time would say how long each took.</summary>
    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (_ids)
            {
                return [.. _ids.Order(StringComparer.Ordinal)];
            }
        }
    }

    public static QueryIds Collect() => new();

    /// <summary>The id of the query that threw this; empty for other exceptions.</summary>
    public static IReadOnlyList<string> Of(Exception exception) => exception.Data[Mark] is string id ? [id] : [];

    public void Dispose() => Current.Value = _outer;

    internal static void Record(string id)
    {
        if (Current.Value is not { } collecting)
        {
            return;
        }

        lock (collecting._ids)
        {
            if (!collecting._ids.Contains(id))
            {
                collecting._ids.Add(id);
            }
        }
    }

    internal static void Record(Exception exception, string id) => exception.Data[Mark] = id;
}
