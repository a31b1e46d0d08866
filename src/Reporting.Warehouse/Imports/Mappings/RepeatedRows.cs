using Reporting.Warehouse.Imports.Native;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Imports.Staging;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Remembers the accepted rows of each code for <c>repeated_codes: merge</c>. A row is ignored only if it adds nothing.</summary>
internal sealed class RepeatedRows
{
    private readonly StagingStatement _insert;
    private readonly StagingStatement _select;

    public RepeatedRows(StagingDatabase staging)
    {
        _insert = staging.Prepare("REPLACE INTO Taken (Code, Name, Value) VALUES (?, ?, ?)");
        _select = staging.Prepare("SELECT 1 FROM Taken WHERE Code = ? AND Name = ? AND Value = ?");
    }

    public void Keep(string code, string[] values, EngagementRecord row)
    {
        foreach (var (_, name, value) in Parts(values, row))
        {
            _insert.Bind(1, code);
            _insert.Bind(2, name);
            _insert.Bind(3, value);
            _insert.Execute();
        }
    }

    /// <summary>The first part of the row that earlier rows of the code do not have; null when there is none.</summary>
    public (int Index, string Name, string Value)? Differs(string code, string[] values, EngagementRecord row)
    {
        foreach (var part in Parts(values, row))
        {
            _select.Bind(1, code);
            _select.Bind(2, part.Name);
            _select.Bind(3, part.Value);
            var isKnown = _select.Read();
            _select.Done();
            if (!isKnown)
            {
                return part;
            }
        }

        return null;
    }

    private static IEnumerable<(int Index, string Name, string Value)> Parts(string[] values, EngagementRecord row) =>
    [
        .. values.Select((value, i) => (i, NativeColumns.Engagement[i], value)),
        (-1, "domains", string.Join("; ", row.Domains.Select(d => $"{d.Domain} {d.Weight}".TrimEnd()))),
        (-1, "participants", string.Join("; ", row.Lines.Select(l => $"{l.Participant} {l.Organisation} {l.Country} {l.Role} {l.Capacity}".TrimEnd()))),
        (-1, "relations", string.Join("; ", row.Relations.Select(r => $"{r.Kind} {r.To} {r.Date} {r.Source}".TrimEnd()))),
        (-1, "commitments", string.Join("; ", row.Commitments.Select(c => string.Join(' ', [c.Code, c.Wording, c.Domain, c.Due, c.Target, c.Unit, c.Source, c.Evidence, c.EvidenceKind, c.AssessedOn, c.Assessment, c.AssessmentSource, .. c.Parties, .. c.Wordings]).TrimEnd()))),
        (-1, "sources", string.Join("; ", row.Sources.Select(s => s.Source))),
    ];
}
