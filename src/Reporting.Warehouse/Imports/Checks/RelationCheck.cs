using Dapper;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>
/// Checks the relations of an engagement to others. An engagement that makes a cycle with those of the warehouse and those earlier in the file is refused.
/// </summary>
internal sealed class RelationCheck
{
    private const int MaxNamed = 8;

    private const string Known = $"""
        SELECT f.Code, r.Kind, r.TargetCode FROM EngagementRelation r JOIN FactEngagement f ON f.EngagementKey = r.EngagementKey WHERE r.Kind IN ('{RelationKinds.Implements}', '{RelationKinds.Replaces}')
        """;

    private readonly Dictionary<(string Kind, string Code), List<string>> _targets = [];
    private readonly bool _namesOthers;

    private RelationCheck(bool namesOthers) => _namesOthers = namesOthers;

    /// <param name="namesOthers">False for importers who do not see all engagements: messages then name none but their own.</param>
    public static async Task<RelationCheck> LoadAsync(ImportSession session, bool namesOthers)
    {
        var check = new RelationCheck(namesOthers);
        foreach (var row in await session.Connection.QueryAsync<Row>(new CommandDefinition(Known, transaction: session.Transaction, cancellationToken: session.CancellationToken)))
        {
            check.Add(row.Kind, row.Code, row.TargetCode);
        }

        return check;
    }

    public IReadOnlyList<CheckedRelation> Check(EngagementRecord record, StarMembers members, RecordErrors findings)
    {
        var relations = new List<CheckedRelation>();
        foreach (var stated in record.Relations)
        {
            if (Read(record, stated, members, findings) is not { } relation)
            {
                continue;
            }

            var other = relations.Find(r => r.Kind == relation.Kind && r.To == relation.To);
            if (other is null)
            {
                RefuseCycle(record, stated, findings);
                relations.Add(relation);
            }
            else if (other != relation)
            {
                findings.Refuse(stated.Row, "RelatedEngagement", stated.To, $"An earlier row of this engagement has '{relation.Kind}' for it with another date or source.", "State each relation once.");
            }
        }

        return relations;
    }

    /// <summary>Records the relations of an accepted engagement in the place of those it had.</summary>
    public void Keep(CheckedEngagement engagement)
    {
        foreach (var kind in RelationKinds.Acyclic)
        {
            _targets.Remove((kind, engagement.Code));
            foreach (var relation in engagement.Relations.Where(r => r.Kind == kind))
            {
                Add(kind, engagement.Code, relation.To);
            }
        }
    }

    private static CheckedRelation? Read(EngagementRecord record, RelationRecord stated, StarMembers members, RecordErrors findings)
    {
        var row = stated.Row;
        if (stated.To.Length == 0)
        {
            findings.NeedsCode(row, "RelatedEngagement", "Write the code of the other engagement, or leave these columns blank.", ("Relation", stated.Kind), ("RelationDate", stated.Date), ("RelationSource", stated.Source));
            return null;
        }

        var (to, kind) = (findings.Text(row, "RelatedEngagement", stated.To, RecordErrors.CodeLength)!, findings.OneOf(row, "Relation", stated.Kind, RelationKinds.All));
        if (kind.Length == 0)
        {
            findings.Refuse(row, "Relation", "", "It is blank.", $"Write one of {string.Join(", ", RelationKinds.All)}.");
        }

        if (to == record.Code)
        {
            findings.Refuse(row, "RelatedEngagement", to, "It is the engagement itself.", "Write the code of another engagement.");
        }

        var source = findings.Slug(row, "RelationSource", stated.Source);
        findings.Withhold(row, "RelationSource", source, members.Sources.Hidden);
        return new CheckedRelation(kind, to, Date(row, stated.Date, findings), source.Length == 0 ? UnknownMembers.Code : source);
    }

    private static PartialDate Date(int row, string value, RecordErrors findings)
    {
        if (value.Length == 0 || value == UnknownMembers.Code)
        {
            return PartialDate.Unknown;
        }

        if (PartialDate.TryParse(value, out var date) && date.Year is >= DateRows.FirstYear and <= DateRows.LastYear)
        {
            return date;
        }

        findings.Refuse(row, "RelationDate", value, "It is not a date.", "Write 2022-06-02, 2024-07 for a month, 2025 for a year, or leave it blank.");
        return PartialDate.Unknown;
    }

    private void RefuseCycle(EngagementRecord record, RelationRecord stated, RecordErrors findings)
    {
        if (RelationKinds.Acyclic.Contains(stated.Kind) && stated.To != record.Code && Path(stated.Kind, stated.To, record.Code) is { } path)
        {
            var cycle = string.Join(" → ", path.Prepend(record.Code).Take(MaxNamed).Select(code => TextRules.Short(code)));
            findings.Refuse(
                stated.Row, "RelatedEngagement", stated.To, _namesOthers ? $"It makes a cycle of '{stated.Kind}': {cycle}{(path.Count >= MaxNamed ? " …" : "")}." : $"It makes a cycle of '{stated.Kind}'.",
                "Remove one of these relations. If the file corrects an earlier one, import that engagement first.");
        }
    }

    // The codes from one engagement to another along relations of a kind; null where none leads there.
    private List<string>? Path(string kind, string from, string to)
    {
        var before = new Dictionary<string, string>(StringComparer.Ordinal) { [from] = "" };
        var open = new Queue<string>([from]);
        while (open.TryDequeue(out var code))
        {
            if (code == to)
            {
                var path = new List<string>();
                for (var step = code; step.Length > 0; step = before[step])
                {
                    path.Insert(0, step);
                }

                return path;
            }

            foreach (var next in _targets.GetValueOrDefault((kind, code)) ?? [])
            {
                if (before.TryAdd(next, code))
                {
                    open.Enqueue(next);
                }
            }
        }

        return null;
    }

    private void Add(string kind, string code, string target)
    {
        if (!_targets.TryGetValue((kind, code), out var targets))
        {
            _targets[(kind, code)] = targets = [];
        }

        targets.Add(target);
    }

    private sealed class Row
    {
        public string Code { get; init; } = "";

        public string Kind { get; init; } = "";

        public string TargetCode { get; init; } = "";
    }
}
