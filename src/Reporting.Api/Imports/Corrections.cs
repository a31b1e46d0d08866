using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Imports;

/// <summary>Refuses to write engagements into rows for an import where the rows would lack a value, since importing them would delete it.</summary>
internal static class Corrections
{
    /// <summary>The problem <c>links-withheld</c> of a caller who does not see some values of engagements.</summary>
    public static Problem? Withheld(Caller caller) => caller.Visible.IsEverything
        ? null
        : new Problem(ErrorCodes.LinksWithheld, "Your roles hide some values of engagements, so you cannot get them for correction.", "Ask a person who may see all data.");

    /// <summary>The problem <c>links-withheld</c> of engagements with links to others that the caller does not see. Under row rules the codes of others are not told.</summary>
    public static Problem? Hidden(IReadOnlyList<ListedEngagement> engagements, Caller caller) => !caller.Scope.IsEverything && engagements.Any(Hides)
        ? new Problem(ErrorCodes.LinksWithheld, "Some of these engagements have relations or evidence in engagements that you do not see or that are not in the data.", "Importing the file would delete these links. Ask a person who sees all engagements to make it.")
        : null;

    private static bool Hides(ListedEngagement engagement) => engagement.AsStated?.Relations.Count > (engagement.Relations?.Count ?? 0)
        || engagement.AsStated?.Commitments.Sum(c => c.Evidence.Count) > (engagement.Commitments?.Sum(c => c.Evidence.Count(v => CommitmentRules.Evidence.Contains(v.Kind, StringComparer.Ordinal))) ?? 0);
}
