using System.Text;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Access.Tokens;
using Reporting.Api.OData;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pages;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Engine.Access;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Connect;

/// <summary>A page and files that connect BI tools to the feed. They contain no secret: the tool asks its user for the key.</summary>
internal static class ConnectEndpoints
{
    private const string Excel = "text/x-ms-odc; charset=utf-8";

    public static void MapConnect(this WebApplication app)
    {
        var group = app.MapGroup("/connect").WithTags("OData").Needs(Permission.Read);
        group.MapGet("/", Show).Pages();
        group.MapGet("/power-bi.pbids", PowerBi)
            .WithSummary("A file that opens the feed in Power BI Desktop, which asks you to sign in.")
            .Produces<Stream>(StatusCodes.Status200OK, "application/json");
        group.MapGet("/{set}.odc", ExcelSet)
            .WithSummary("A file that opens one set of the feed as a table in Excel, which asks you to sign in.")
            .WithParameters(new DescribedParameter("set", "Name of the set.", "ByYearAndDomain", InPath: true))
            .Produces<string>(StatusCodes.Status200OK, "text/x-ms-odc");
    }

    private static PageResult Show(HttpContext context, ODataModels models, PublicAddress address, IdentityResolver identities, IOptions<ProviderOptions> provider)
    {
        var feed = address.FeedOf(context.Request);
        return PageResult.Of<ConnectPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(ConnectPage.Feed)] = feed,
            [nameof(ConnectPage.Visible)] = models.Of(context.Request.Caller()).Sets,
            [nameof(ConnectPage.IsOpen)] = identities.Anonymous.May(Permission.Read),
            [nameof(ConnectPage.HasAccounts)] = provider.Value.Authority is not null,
            [nameof(ConnectPage.Python)] = ConnectScripts.Python(feed),
            [nameof(ConnectPage.R)] = ConnectScripts.R(feed),
        });
    }

    private static IResult PowerBi(HttpRequest request, PublicAddress address) =>
        Results.File(ConnectionFiles.PowerBi(address.FeedOf(request)), "application/json; charset=utf-8", "reporting.pbids");

    private static IResult ExcelSet(string set, HttpRequest request, ODataModels models, PublicAddress address) =>
        models.Of(request.Caller()).Sets.Find(set) is { } found
            ? Results.File(Encoding.UTF8.GetBytes(ConnectionFiles.Excel(address.FeedOf(request), found.Name)), Excel, found.Name + ".odc")
            : ProblemResponses.Answer(new Problem(ErrorCodes.NotFound, $"There is no set '{SafeText.Of(set)}'.", "The page /connect lists the sets."));
}
