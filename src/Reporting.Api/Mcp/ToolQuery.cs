using System.Globalization;
using System.Text;
using Reporting.Engine.Execution;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Mcp;

/// <summary>Collects the arguments of a tool as the name=value pairs of a URL, so that both are read and refused alike.</summary>
internal sealed class ToolQuery(string tool)
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];
    private Problem? _problem;

    public ToolQuery Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _pairs.Add(new(name, value));
        }

        return this;
    }

    public ToolQuery Add(string name, IReadOnlyList<string>? values) => Add(name, values is { Count: > 0 } ? string.Join(',', values) : null);

    public ToolQuery Filters(IReadOnlyDictionary<string, string[]>? filters)
    {
        foreach (var (name, values) in filters ?? new Dictionary<string, string[]>())
        {
            Add(name, values);
        }

        return this;
    }

    /// <summary>Sets the number of rows, within the bounds of the tool.</summary>
    public ToolQuery Limit(int? limit, int @default, int max)
    {
        if (limit is < 1 || limit > max)
        {
            _problem = new Problem(ErrorCodes.BadLimit, $"'limit' of this tool cannot be {limit}.", $"Use a number from 1 to {max}, and ask for the next page or add filters.");
        }

        return Add("limit", (limit ?? @default).ToString(CultureInfo.InvariantCulture));
    }

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    public Outcome<ReportQuery> Read(QueryParameters parameters, IMcpCaller caller, IReadOnlyCollection<string>? allowed = null, bool filters = true) =>
        Begin(caller).Then(pairs => parameters.Read(pairs, caller.Caller, allowed, filters));

    /// <summary>Names the query in the audit line, and returns its pairs or what is wrong with the limit.</summary>
    public Outcome<IReadOnlyList<KeyValuePair<string, string>>> Begin(IMcpCaller caller)
    {
        caller.Audit(ToString());
        return _problem is { } problem ? problem : _pairs;
    }

    public override string ToString() => _pairs.Aggregate(
        new StringBuilder(tool), (text, pair) => text.Append(text.Length == tool.Length ? '?' : '&').Append(pair.Key).Append('=').Append(pair.Value)).ToString();
}
