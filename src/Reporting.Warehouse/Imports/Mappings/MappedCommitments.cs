using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>The commitments of a row's engagement. A rule whose code is missing in the row adds none.</summary>
internal sealed class MappedCommitments(Mapping mapping, MappedCells cells, MappedRow row)
{
    private readonly List<Rule> _rules = (mapping.Keys.Commitments ?? []).ConvertAll(keys => new Rule(keys, cells));

    public void Add(EngagementRecord record)
    {
        foreach (var rule in _rules.Where(rule => rule.When.TrueForAll(condition => condition.Holds())))
        {
            var code = rule.Code.Read();
            if (code.Length > 0)
            {
                record.Commitments.Add(Read(record, rule, code));
            }
        }
    }

    private CommitmentRecord Read(EngagementRecord record, Rule rule, string code)
    {
        var parties = rule.Parties?.Read() ?? "";
        var (target, evidence, assessment) = (rule.Target?.Read() ?? "", rule.Evidence?.Read() ?? "", rule.Assessment?.Read() ?? "");

        // A fixed unit, kind or source says nothing in a row without the value that it belongs to.
        return new CommitmentRecord(cells.Number, CodeGenerator.Of(code))
        {
            Wording = rule.Text.Read(),
            Wordings = [.. rule.Texts.Select(text => text?.Read() ?? "")],
            Parties = [.. (rule.Separators is null ? [parties] : parties.Split(rule.Separators, StringSplitOptions.TrimEntries)).Where(party => party.Length > 0).Select(CodeGenerator.Of)],
            Domain = CodeOf(rule.Domain),
            Due = row.Date(record, rule.Due),
            Target = target,
            Unit = target.Length == 0 ? "" : rule.Unit?.Read() ?? "",
            Source = CodeOf(rule.Source),
            Evidence = evidence,
            EvidenceKind = evidence.Length == 0 ? "" : CodeOf(rule.EvidenceKind),
            AssessedOn = assessment.Length == 0 ? "" : row.Date(record, rule.AssessedOn),
            Assessment = assessment,
            AssessmentSource = assessment.Length == 0 ? "" : CodeOf(rule.AssessmentSource),
        };
    }

    private static string CodeOf(ValueReader? reader) => CodeGenerator.OrBlank(reader?.Read() ?? "");

    private sealed class Rule(MappingKeys.CommitmentKeys keys, MappedCells cells)
    {
        public ValueReader Code { get; } = ValueReader.Of(keys.Code, cells)!;

        public ValueReader Text { get; } = ValueReader.Of(keys.Text, cells)!;

        public IReadOnlyList<ValueReader?> Texts { get; } = [.. CommitmentRules.Languages.Select(language => ValueReader.Of(keys.Texts?.GetValueOrDefault(language), cells))];

        public ValueReader? Parties { get; } = ValueReader.Of(keys.Parties, cells);

        public string[]? Separators { get; } = keys.Split is null ? null : [.. keys.Split];

        public ValueReader? Domain { get; } = ValueReader.Of(keys.Domain, cells);

        public DateReader? Due { get; } = DateReader.Of(keys.Due, cells);

        public ValueReader? Target { get; } = ValueReader.Of(keys.Target, cells);

        public ValueReader? Unit { get; } = ValueReader.Of(keys.Unit, cells);

        public ValueReader? Source { get; } = ValueReader.Of(keys.Source, cells);

        public ValueReader? Evidence { get; } = ValueReader.Of(keys.Evidence, cells);

        public ValueReader? EvidenceKind { get; } = ValueReader.Of(keys.EvidenceKind, cells);

        public DateReader? AssessedOn { get; } = DateReader.Of(keys.AssessedOn, cells);

        public ValueReader? Assessment { get; } = ValueReader.Of(keys.Assessment, cells);

        public ValueReader? AssessmentSource { get; } = ValueReader.Of(keys.AssessmentSource, cells);

        public List<ConditionReader> When { get; } = (keys.When ?? []).ConvertAll(condition => new ConditionReader(condition, cells));
    }
}
