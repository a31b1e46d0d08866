using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Members;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Templates;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Imports;

/// <summary>Makes import templates. Their cells offer the members that the caller may see. They can contain engagements to correct.</summary>
internal sealed class ImportTemplates(EngagementRunner engagements, MemberRunner members, CountryList countries, ClassificationLevels markings)
{
    /// <summary>Maximum engagements in a template, which people can still review.</summary>
    public const int MaxEngagements = 2_000;

    private const int MaxMembers = 50_000;

    // The dimensions with their titles, and the columns that offer their members.
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

    /// <summary>Problems: those of the query, <c>too-many-rows</c>, <c>links-withheld</c>.</summary>
    /// <param name="query">Selects the engagements; null for an empty template.</param>
    public async Task<Outcome<(byte[] Content, EngagementPage? Page, bool IsInvented)>> WriteAsync(ReportQuery? query, Caller caller, CancellationToken cancellationToken)
    {
        EngagementPage? page = null;
        if (query is not null && !(await EngagementsAsync(query, caller, cancellationToken)).IsValue(out page, out var problem))
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
            var limitNote = listed.Next is null ? "" : $" (the first {MaxMembers:N0})";
            lists.Add(new TemplateList(title + limitNote, columns, IsClosed: false, [.. listed.Members.Select(m => (m.Code!, m.Name))]));
        }

        lists.Add(new TemplateList("Country", ["PlaceCountry", "Country", "ParticipantCountry", "OrganisationCountry"], true, [.. (await countries.ReadAsync(cancellationToken)).OrderBy(c => c.Code, StringComparer.Ordinal)]));
        lists.Add(new TemplateList("Kind of participant", ["ParticipantKind"], true, Named(ParticipantKinds.All)));
        lists.Add(new TemplateList("Kind of organisation", ["OrganisationKind"], true, Named(ParticipantKinds.Organisations)));
        lists.Add(new TemplateList("Handling", ["Handling"], true, Named(markings.Codes)));
        lists.Add(new TemplateList("Status", ["Status"], true, Named(EngagementStatus.Words)));
        lists.Add(new TemplateList("Review", ["Review"], true, Named(ReviewState.Words)));
        lists.Add(new TemplateList("Kind of source", ["SourceKind"], true, Named(SourceKinds.All)));
        lists.Add(new TemplateList("Field", ["StatedField"], true, Named(StatedFields.All)));
        lists.Add(new TemplateList("Relation", ["Relation"], true, Named(RelationKinds.All)));
        lists.Add(new TemplateList("Evidence", ["EvidenceKind"], true, Named(CommitmentRules.Evidence)));
        lists.Add(new TemplateList("Primary", ["Primary"], true, [("1", "The main domain")]));
        var provenance = new Provenance(version?.Version ?? 0, version?.AsOf, page?.Filters ?? "", "") { Handling = page?.Handling, Invented = version is { IsInvented: true } };
        return (ImportTemplate.Write(lists, page?.Engagements ?? [], provenance), page, provenance.Invented);
    }

    private async Task<Outcome<EngagementPage>> EngagementsAsync(ReportQuery query, Caller caller, CancellationToken cancellationToken)
    {
        if (Corrections.Withheld(caller) is { } withheld)
        {
            return withheld with { Hint = "Omit the parameters to get an empty template, or ask a person who may see all data." };
        }

        return (await engagements.ListAsync(new EngagementQuery(query with { Limit = MaxEngagements }, null) { WithRelations = true }, caller, null, cancellationToken)).Then<EngagementPage>(page => page.Next is null
            ? Corrections.Hidden(page.Engagements, caller) is { } hidden ? hidden : page
            : new Problem(ErrorCodes.TooManyRows, $"The query selects {Plural.Of(page.Count, "engagement")}; a template holds at most {MaxEngagements:N0}.", "Narrow the parameters."));
    }

    private static IReadOnlyList<(string, string)> Named(IEnumerable<string> codes) => [.. codes.Select(c => (c, Slugs.Humanise(c)))];
}
