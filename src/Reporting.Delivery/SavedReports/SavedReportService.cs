using System.Text;
using Microsoft.Extensions.Options;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.SavedReports;

/// <summary>
/// Operations on saved reports. A caller sees their own and those shared with one of their roles; an administrator and the command line see all.
/// Other reports are unknown to the caller. The owner changes a report, and so does an administrator.
/// </summary>
public sealed class SavedReportService(
    SavedReportStore store, Reloadable<ReportCatalog> catalog, Reloadable<AccessRules> rules, CurrentModel models, TimeProvider time, IOptions<SavedReportOptions> options)
{
    private DateTimeOffset Now => time.NowInSeconds();

    /// <summary>The caller's own reports first, then those shared with them.</summary>
    public async Task<IReadOnlyList<SavedReport>> ListAsync(Caller caller, CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(SeesAll(caller) ? null : caller.Name, cancellationToken)).Where(r => Shows(r, caller)).OrderBy(r => r.Owner == caller.Name ? 0 : 1)];

    /// <summary>Problems: <c>unknown-report</c>, also for a report that the caller may not see.</summary>
    public async Task<Outcome<SavedReport>> FindAsync(string id, Caller caller, CancellationToken cancellationToken) =>
        SavedReport.IsId(id) && await store.FindAsync(id, cancellationToken) is { } found && Shows(found, caller) ? found : catalog.Value.Find(id).Problem ?? Shipped(id);

    /// <param name="text">The definition in YAML.</param>
    /// <param name="roles">The roles with which to share it; empty for none.</param>
    public async Task<Outcome<SavedReport>> AddAsync(string text, IReadOnlyList<string> roles, Caller caller, CancellationToken cancellationToken)
    {
        if (Check(text, roles, [], caller) is { } problem)
        {
            return problem;
        }

        if (await store.CountAsync(caller.Name, cancellationToken) >= options.Value.MaxPerOwner)
        {
            return SavedReportProblems.TooMany(options.Value.MaxPerOwner);
        }

        var now = Now;
        var report = new SavedReport(SavedReport.NewId(), caller.Name, Sorted(roles), text, now, now, 1);
        await store.AddAsync(report, cancellationToken);
        return report;
    }

    /// <param name="roles">Null keeps those of before.</param>
    public async Task<Outcome<SavedReport>> ChangeAsync(SavedReport before, string text, IReadOnlyList<string>? roles, Caller caller, CancellationToken cancellationToken)
    {
        if ((Refusal(before, caller) ?? Check(text, roles ?? before.Roles, before.Roles, caller)) is { } problem)
        {
            return problem;
        }

        var report = before with { Text = text, Roles = Sorted(roles ?? before.Roles), ChangedAt = Now };
        return await store.ChangeAsync(report, cancellationToken) ? report with { Changes = report.Changes + 1 } : SavedReportProblems.Changed;
    }

    /// <summary>Subscriptions and exports that name the report stay, and say that it is unknown.</summary>
    public async Task<Problem?> DeleteAsync(SavedReport report, Caller caller, CancellationToken cancellationToken) =>
        Refusal(report, caller) ?? (await store.DeleteAsync(report, cancellationToken) ? null : SavedReportProblems.Changed);

    /// <summary>True if the caller may read the definition: it is theirs, or it names nothing that is hidden from them.</summary>
    public bool ShowsDefinition(SavedReport report, Caller caller) => report.Owner == caller.Name || Refusal(report.Text, caller) is null;

    /// <summary>True if a definition names nothing that is hidden from the caller.</summary>
    public bool ShowsDefinition(ReportDefinition definition, Caller caller) => Refusal(definition.Text, caller) is null;

    /// <summary>True for the owner and for administrators.</summary>
    public bool MayChange(SavedReport report, Caller caller) => report.Owner == caller.Name || SeesAll(caller);

    /// <summary>True if the caller may share reports with roles.</summary>
    public bool MayShare(Caller caller) => ReferenceEquals(caller, Caller.Local) || Has(caller, Permission.Schedule);

    /// <summary>The roles with which a report can be shared.</summary>
    public IReadOnlyList<string> Roles => [.. rules.Value.Roles.Order(StringComparer.Ordinal)];

    private bool Shows(SavedReport report, Caller caller) => report.Owner == caller.Name || SeesAll(caller) || report.Roles.Intersect(caller.Roles, StringComparer.Ordinal).Any();

    private bool SeesAll(Caller caller) => ReferenceEquals(caller, Caller.Local) || Has(caller, Permission.Administer);

    private bool Has(Caller caller, Permission permission) => rules.Value.PermissionsOf(caller.Roles).Contains(permission);

    private Problem? Refusal(SavedReport report, Caller caller) => MayChange(report, caller) ? null : SavedReportProblems.NotYours(report);

    private Problem? Check(string text, IReadOnlyList<string> roles, IReadOnlyList<string> rolesBefore, Caller caller)
    {
        if (Encoding.UTF8.GetByteCount(text) is var bytes && bytes > options.Value.MaxBytes)
        {
            return SavedReportProblems.TooLarge(bytes, options.Value.MaxBytes);
        }

        if (roles.FirstOrDefault(r => !rules.Value.Roles.Contains(r)) is { } unknown)
        {
            return new Problem(ErrorCodes.UnknownRole, $"There is no role '{SafeText.Of(unknown)}'.", NearestName.Hint(unknown, Roles, $"Known values: {string.Join(", ", Roles)}."));
        }

        return roles.Except(rolesBefore, StringComparer.Ordinal).Any() && !MayShare(caller) ? SavedReportProblems.MayNotShare : Refusal(text, caller);
    }

    // To the caller, hidden measures and dimensions are unknown names.
    private Problem? Refusal(string text, Caller caller)
    {
        try
        {
            new ReportDefinitionReader(models.Value.VisibleTo(caller.Visible)).ParseSaved("saved", text);
            return null;
        }
        catch (DefinitionException wrong)
        {
            return SavedReportProblems.Malformed(wrong);
        }
    }

    private static IReadOnlyList<string> Sorted(IReadOnlyList<string> roles) => [.. roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static Problem Shipped(string id) => new(ErrorCodes.UnknownReport, $"'{SafeText.Of(id)}' is a file of the folder reports, not a saved report.", "Save a copy under a new id: POST /api/v1/reports.");
}
