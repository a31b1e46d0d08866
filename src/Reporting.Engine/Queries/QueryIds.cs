namespace Reporting.Engine.Queries;

/// <summary>
/// Notes the ids of all questions asked in the course of one answer (a report asks several), so that no door has to hand them through and
/// none can forget to.
/// </summary>
public sealed class QueryIds : IDisposable
{
    private const string Mark = "reporting.question";

    private static readonly AsyncLocal<QueryIds?> Current = new();

    private readonly QueryIds? _outer = Current.Value;
    private readonly List<string> _ids = [];

    private QueryIds() => Current.Value = this;

    /// <summary>Each once, in the order in which they were asked.</summary>
    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (_ids)
            {
                return [.. _ids];
            }
        }
    }

    public static QueryIds Collect() => new();

    /// <summary>The id of the question in whose course this was thrown; none when it was no question.</summary>
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
