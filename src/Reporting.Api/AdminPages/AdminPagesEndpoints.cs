using Reporting.Api.Access.Identity;
using Reporting.Api.HealthChecks;
using Reporting.Api.Pages;
using Reporting.Api.Pages.Languages;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Model;

namespace Reporting.Api.AdminPages;

/// <summary>Pages for administrators: keys, roles, the audit trail, deliveries, health and editions.</summary>
internal static class AdminPagesEndpoints
{
    public const string Route = "/admin";

    public static void MapAdminPages(this WebApplication app)
    {
        var group = app.MapGroup(Route).Needs(Permission.Administer).Pages();
        group.MapGet("/", (HttpContext context) => PageResult.Of<AdminPage>(context, StatusCodes.Status200OK, []));
        group.MapGet("/roles", Roles);
        group.MapGet("/health", Health);
        group.MapKeyPages();
        group.MapAuditPage();
        group.MapDeliveryPages();
        group.MapEditionPages();
    }

    /// <summary>The pages under the route, each with its caption and what it is about.</summary>
    public static IReadOnlyList<(string Path, string Caption, string About)> Described(PageCaptions captions) =>
    [
        ("keys", captions.Admin.Keys, captions.Admin.KeysAbout),
        ("roles", captions.Admin.Roles, captions.Admin.RolesAbout),
        ("audit", captions.Admin.Audit, captions.Admin.AuditAbout),
        ("deliveries", captions.Admin.Deliveries, captions.Admin.DeliveriesAbout),
        ("health", captions.Admin.Health, captions.Admin.HealthAbout),
        ("editions", captions.Edition.Title, captions.Edition.About),
    ];

    /// <summary>The filters in the address. A form also sends the fields that are empty.</summary>
    public static List<KeyValuePair<string, string>> FiltersOf(HttpRequest request) => [.. request.Pairs().Where(p => p.Value.Length > 0 && p.Key != RequestLanguage.Parameter)];

    private static IResult Roles(HttpContext context, Reloadable<AccessRules> rules, CurrentModel model) => PageResult.Of<RolesPage>(context, StatusCodes.Status200OK, new()
    {
        [nameof(RolesPage.Roles)] = DescribedRole.Of(rules.Value),
        [nameof(RolesPage.Model)] = model.Value,
    });

    private static async Task<IResult> Health(HttpContext context, DoctorRunner doctor, CancellationToken cancellationToken) =>
        PageResult.Of<HealthPage>(context, StatusCodes.Status200OK, new() { [nameof(HealthPage.Found)] = await doctor.RunAsync(cancellationToken) });
}

/// <summary>A role with its permissions, and a caller who has only this role.</summary>
public sealed record DescribedRole(string Name, IReadOnlyList<Permission> Permissions, Caller Caller)
{
    public static IReadOnlyList<DescribedRole> Of(AccessRules rules) => [.. rules.Roles.Select(name => new DescribedRole(name, [.. rules.PermissionsOf([name]).Order()], rules.CallerOf(string.Empty, [name])))];
}
