using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>The relations of a row's engagement to others. A rule adds one for each code of <c>to</c>.</summary>
internal sealed class MappedRelations(Mapping mapping, MappedCells cells, MappedRow row)
{
    private readonly List<Rule> _rules = (mapping.Keys.Relations ?? []).ConvertAll(keys => new Rule(
        ValueReader.Of(keys.To, cells)!, ValueReader.Of(keys.Kind, cells)!, DateReader.Of(keys.Date, cells), ValueReader.Of(keys.Source, cells),
        keys.Split is null ? null : [.. keys.Split], (keys.When ?? []).ConvertAll(condition => new ConditionReader(condition, cells))));

    public void Add(EngagementRecord record)
    {
        foreach (var rule in _rules.Where(rule => rule.When.TrueForAll(condition => condition.Holds())))
        {
            var stated = rule.To.Read();
            foreach (var to in rule.Separators is null ? [stated] : stated.Split(rule.Separators, StringSplitOptions.TrimEntries))
            {
                if (to.Length > 0)
                {
                    var (kind, source) = (rule.Kind.Read(), rule.Source?.Read() ?? "");
                    record.Relations.Add(new RelationRecord(cells.Number, CodeGenerator.OrBlank(kind), to, row.Date(record, rule.Date), CodeGenerator.OrBlank(source)));
                }
            }
        }
    }

    private sealed record Rule(ValueReader To, ValueReader Kind, DateReader? Date, ValueReader? Source, string[]? Separators, List<ConditionReader> When);
}
