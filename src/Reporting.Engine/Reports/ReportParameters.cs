using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Reads a report's parameters from name=value pairs; a name that the report does not have is refused.</summary>
public sealed class ReportParameters(QueryParameters parameters)
{
    public Outcome<ReportQuestion> Read(ReportDefinition definition, IEnumerable<KeyValuePair<string, string>> pairs, int mostRows, Caller caller)
    {
        var known = definition.ParametersFor(caller).Select(p => p.Id).Append("lang").ToList();
        var questions = new List<KeyValuePair<string, string>>();
        int? from = null, to = null;
        foreach (var (name, value) in pairs)
        {
            if (!known.Contains(name))
            {
                return new Problem(
                    ProblemKind.Invalid,
                    "unknown-parameter",
                    $"The report '{definition.Id}' has no parameter '{Shown.Of(name)}'.",
                    NearestName.Hint(name, known, $"It has: {string.Join(", ", known)}."));
            }

            var parameter = definition.Parameters.FirstOrDefault(p => p.Id == name);
            if (parameter is null || parameter.Kind == ParameterKind.Members)
            {
                questions.Add(new(parameter?.Dimension.Id ?? name, value));
            }
            else if (!Year(name, value, parameter.Kind == ParameterKind.FirstYear ? from : to).IsValue(out var year, out var problem))
            {
                return problem;
            }
            else if (parameter.Kind == ParameterKind.FirstYear)
            {
                from = year;
            }
            else
            {
                to = year;
            }
        }

        if (from > to)
        {
            return new Problem(ProblemKind.Invalid, "malformed-period", $"The range {from} to {to} runs backwards.", "Give the earlier year first.");
        }

        if (from is not null || to is not null)
        {
            questions.Add(new("year", $"{from:0000}..{to:0000}"));
        }

        return parameters.Read(questions, caller, ["lang"]).Then<ReportQuestion>(query =>
            new ReportQuestion(definition, query.Filters, query.Language, mostRows) { From = from, To = to });
    }

    private static Outcome<int> Year(string name, string value, int? before)
    {
        if (before is not null)
        {
            return new Problem(ProblemKind.Invalid, "named-twice", $"'{name}' is given twice.", "Give it once.");
        }

        return TimeLevel.Year.TryParse(value, out var day, out _)
            ? day.Year
            : new Problem(ProblemKind.Invalid, "malformed-period", $"'{Shown.Of(value)}' is not a year for '{name}'.", "Write four digits, such as 2025.");
    }
}
