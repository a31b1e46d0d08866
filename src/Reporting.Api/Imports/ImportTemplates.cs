using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Members;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Templates;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Imports;

/// <summary>The template for imports: the members that the caller sees behind its cells, and the engagements of a question in it, to be corrected.</summary>
internal sealed class ImportTemplates(EngagementRunner engagements, MemberRunner members, CountryList countries, ClassificationLevels markings)
{
    /// <summary>Engagements that a template holds: what people can look through.</summary>
    public const int MaxEngagements = 2_000;

    private const int MaxMembers = 50_000;

    // By dimension: what it is called, and the columns that offer it.
    private static readonly (string Dimension, string Title, string[] Columns)[] Open =
    [
        ("engagement_type", "Type", ["Type"]),
        ("engagement_category", "Category", ["Category"]),
        ("domain", "Domain", ["Domain"]),
        ("domain_group", "Domain group", ["DomainGroup"]),
        ("participant", "Participant", ["Participant"]),
        ("organisation", "Organisation", ["Organisation", "ParticipantParent"]),
        ("role", "Role", ["Role"]),
        ("source", "Source", ["Source"]),
    ];

    /// <summary>Problems: those of the question, <c>too-many-rows</c>, <c>links-withheld</c>.</summary>
    /// <param name="question">Which engagements; null for none.</param>
    public async Task<Outcome<(byte[] Content, EngagementPage? Page)>> WriteAsync(ReportQuery? question, Caller caller, CancellationToken cancellationToken)
    {
        EngagementPage? page = null;
        if (question is not null && !(await FilledAsync(question, caller, cancellationToken)).IsValue(out page, out var problem))
        {
            return problem;
        }

        var lists = new List<TemplateList>();
        DataVersion? version = page?.Version;
        foreach (var (dimension, title, columns) in Open.Where(o => caller.Visible.ShowsDimension(o.Dimension)))
        {
            if (!(await members.ListAsync(new MemberQuery(dimension, null, null, MaxMembers, "en"), caller, null, cancellationToken)).IsValue(out var listed, out problem))
            {
                return problem;
            }

            version ??= listed.Version;
            var cut = listed.Next is null ? "" : $" (the first {MaxMembers:N0})";
            lists.Add(new TemplateList(title + cut, columns, IsClosed: false, [.. listed.Members.Select(m => (m.Code!, m.Name))]));
        }

        lists.Add(new TemplateList("Country", ["PlaceCountry", "Country", "ParticipantCountry", "OrganisationCountry"], true, [.. (await countries.ReadAsync(cancellationToken)).OrderBy(c => c.Code, StringComparer.Ordinal)]));
        lists.Add(new TemplateList("Kind of participant", ["ParticipantKind"], true, Named(ParticipantKinds.All)));
        lists.Add(new TemplateList("Kind of organisation", ["OrganisationKind"], true, Named(ParticipantKinds.Organisations)));
        lists.Add(new TemplateList("Handling", ["Handling"], true, Named(markings.Codes)));
        lists.Add(new TemplateList("Primary", ["Primary"], true, [("1", "The main domain")]));
        var provenance = new Provenance(version?.Version ?? 0, version?.AsOf, page?.Filters ?? "", "") { Handling = page?.Handling };
        return (ImportTemplate.Write(lists, page?.Engagements ?? [], provenance), page);
    }

    private async Task<Outcome<EngagementPage>> FilledAsync(ReportQuery question, Caller caller, CancellationToken cancellationToken)
    {
        // What is not shown would not be written, and would be gone when the rows come back.
        if (!caller.Visible.IsEverything)
        {
            return new Problem(ErrorCodes.LinksWithheld, "Your roles hide some of what is known of engagements, so they cannot be written out to be corrected.", "Leave the parameters out for an empty template, or ask somebody who sees everything.");
        }

        return (await engagements.ListAsync(new EngagementQuery(question with { Limit = MaxEngagements }, null), caller, null, cancellationToken)).Then<EngagementPage>(page => page.Next is null
            ? page
            : new Problem(ErrorCodes.TooManyRows, $"These are {page.Count:N0} engagements; a template holds {MaxEngagements:N0}.", "Narrow the parameters."));
    }

    private static IReadOnlyList<(string, string)> Named(IEnumerable<string> codes) => [.. codes.Select(c => (c, Slugs.Humanise(c)))];
}
