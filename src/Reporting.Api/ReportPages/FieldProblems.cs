using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.ReportPages;

/// <summary>Finds everything that is wrong with the values of a form, each at its field. A report is refused for the first one.</summary>
internal sealed class FieldProblems(ReportParameters parameters, MemberRunner members)
{
    public async Task<IReadOnlyDictionary<string, Problem>> ReadAsync(ReportDefinition definition, IReadOnlyList<KeyValuePair<string, string>> pairs, Caller caller, CancellationToken cancellationToken)
    {
        var problems = new Dictionary<string, Problem>(parameters.ProblemsOf(definition, pairs, caller));
        foreach (var parameter in definition.ParametersFor(caller).Where(p => p.Kind == ParameterKind.Members && !problems.ContainsKey(p.Id)))
        {
            var given = pairs.Where(p => p.Key == parameter.Id && !(parameter.Default.Count > 0 && p.Value == FormPairs.Everything)).SelectMany(p => p.Value.Split(',', StringSplitOptions.TrimEntries)).ToList();
            if (given.Count > 0
                && (await members.KnownAsync(parameter.Dimension.Id, caller, cancellationToken)).IsValue(out var isKnown, out _)
                && given.Find(code => !isKnown(code)) is { } unknown)
            {
                problems[parameter.Id] = new Problem(ErrorCodes.UnknownMember, $"'{parameter.Dimension.Id}' has no member '{SafeText.Of(unknown)}'.", "Choose one from the list.");
            }
        }

        return problems;
    }
}
