using System.Globalization;
using Reporting.Engine.Engagements;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Rendering.Templates;

/// <summary>An engagement as rows of the native layout. Importing them unchanged changes nothing.</summary>
internal static class TemplateRows
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Of(ListedEngagement engagement)
    {
        var links = engagement.AsStated ?? throw new ArgumentException("Links of the engagement are withheld.", nameof(engagement));
        var sources = Sources(links).ToList();
        var commitments = links.Commitments.SelectMany(TemplateCommitments.Of).ToList();
        var count = new[] { links.Domains.Count, links.Lines.Count, sources.Count, links.Relations.Count, commitments.Count }.Max();
        for (var i = 0; i < count; i++)
        {
            var row = new Dictionary<string, string>(StringComparer.Ordinal) { ["Code"] = engagement.Code };
            if (i == 0)
            {
                Engagement(row, engagement);
            }

            Domain(row, links.Domains.ElementAtOrDefault(i));
            Line(row, links.Lines.ElementAtOrDefault(i));
            Source(row, i < sources.Count ? sources[i] : default);
            Relation(row, links.Relations.ElementAtOrDefault(i));
            foreach (var (column, text) in commitments.ElementAtOrDefault(i) ?? [])
            {
                row[column] = text;
            }

            yield return row;
        }
    }

    private static void Engagement(Dictionary<string, string> row, ListedEngagement e)
    {
        // A blank field would take the value of a source that states it.
        var stated = (e.AsStated?.Statements ?? []).Select(s => s.Field).ToHashSet(StringComparer.Ordinal);
        row["Title"] = e.Stated.Title ?? "";
        row["Summary"] = CutText.InCell(e.Stated.Summary ?? "");
        foreach (var text in e.Texts)
        {
            row["Title." + text.Language] = text.Title ?? "";
            row["Summary." + text.Language] = CutText.InCell(text.Summary ?? "");
        }

        row["Start"] = Day(e.Start);
        row["End"] = e.End == e.Start && !stated.Contains(StatedFields.End) ? "" : Day(e.End);
        row["Type"] = e.Type.Code;
        row["City"] = e.StatedCity ?? (stated.Contains(StatedFields.City) ? UnknownMembers.Code : "");
        row["PlaceCountry"] = e.PlaceCountry.Code;
        row["Headcount"] = e.Headcount?.ToString(CultureInfo.InvariantCulture) ?? "";
        row["AmountUsd"] = e.AmountUsd?.ToString("0.########", CultureInfo.InvariantCulture) ?? "";
        row["Handling"] = e.Handling;
        row["Status"] = e.Status is { } status ? EngagementStatus.Stated(status.Code) : "";
        row["Review"] = e.Review?.Code ?? "";
        row["ReviewedBy"] = e.Review?.By ?? "";
        row["ReviewedOn"] = e.Review?.On is { } day ? PartialDate.On(day).ToString() : "";
    }

    private static void Domain(Dictionary<string, string> row, ListedDomain? domain)
    {
        if (domain is null)
        {
            return;
        }

        row["Domain"] = domain.Code;
        // Writes whole parts, so that an import gives the same shares.
        row["Weight"] = Math.Round(domain.Weight * WeightParts.Total).ToString(CultureInfo.InvariantCulture);
        row["Primary"] = domain.IsPrimary ? "1" : "";
    }

    private static void Line(Dictionary<string, string> row, ListedParticipation? line)
    {
        if (line is null)
        {
            return;
        }

        row["Participant"] = line.Code;
        row["Organisation"] = line.Organisation?.Code ?? "";
        row["Country"] = line.Country.Code;
        row["Role"] = line.RoleCode;
        row["Capacity"] = line.Capacity ?? "";
    }

    // A source has a row for each of its statements, and one without any.
    private static IEnumerable<(string Code, ListedStatement? Statement)> Sources(EngagementLinkList links) =>
        links.Sources.SelectMany(s => links.Statements.Where(t => t.Source.Code == s.Code).Select(t => (s.Code, (ListedStatement?)t)).DefaultIfEmpty((s.Code, null)));

    private static void Source(Dictionary<string, string> row, (string? Code, ListedStatement? Statement) source)
    {
        if (source.Code is { } code)
        {
            row["Source"] = code;
        }

        if (source.Statement is { } statement)
        {
            (row["StatedField"], row["StatedValue"]) = (statement.Field, statement.Value);
        }
    }

    private static void Relation(Dictionary<string, string> row, StatedRelation? relation)
    {
        if (relation is null)
        {
            return;
        }

        row["Relation"] = relation.Kind;
        row["RelatedEngagement"] = relation.To;
        row["RelationDate"] = relation.Date.IsUnknown ? "" : relation.Date.ToString();
        row["RelationSource"] = relation.Source ?? "";
    }

    private static string Day(PartialDate date) => date.IsUnknown ? UnknownMembers.Code : date.ToString();
}
