using System.Reflection;
using Reporting.Api.Access;
using Reporting.Api.Access.Keys;
using Reporting.Api.Access.SignIn;
using Reporting.Api.AdminPages;
using Reporting.Api.Aggregates;
using Reporting.Api.Alerts;
using Reporting.Api.Alerts.Pages;
using Reporting.Api.Audit;
using Reporting.Api.Calendars;
using Reporting.Api.Changes;
using Reporting.Api.Commitments;
using Reporting.Api.Completeness;
using Reporting.Api.Connect;
using Reporting.Api.Deliveries;
using Reporting.Api.Editions;
using Reporting.Api.Embed;
using Reporting.Api.Engagements;
using Reporting.Api.Explore;
using Reporting.Api.Exports;
using Reporting.Api.Health;
using Reporting.Api.HealthChecks;
using Reporting.Api.Home;
using Reporting.Api.ImportPages;
using Reporting.Api.Idempotency;
using Reporting.Api.Imports;
using Reporting.Api.Links;
using Reporting.Api.Mcp;
using Reporting.Api.MemberPages;
using Reporting.Api.Models;
using Reporting.Api.OData;
using Reporting.Api.OpenApi;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.ReportPages;
using Reporting.Api.Reports;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Api.Reviews;
using Reporting.Api.SavedReports;
using Reporting.Api.Settings;
using Reporting.Api.Subscriptions;
using Reporting.Api.Subscriptions.Pages;
using Reporting.Api.Telemetry;
using Reporting.Api.Verify;
using Reporting.Delivery;
using Reporting.Engine;
using Reporting.Engine.Access;
using Reporting.Engine.Definitions;
using Reporting.Rendering;
#if QUESTPDF
using Reporting.Rendering.QuestPdf;
#endif
using Reporting.Warehouse;

namespace Reporting.Api.Hosting;

/// <summary>Builds the host from all features.</summary>
public static class ReportingHost
{
    private static readonly Assembly[] Program =
    [
        typeof(WarehouseRegistration).Assembly, typeof(EngineRegistration).Assembly, typeof(RenderingRegistration).Assembly,
        typeof(DeliveryRegistration).Assembly, typeof(ReportingHost).Assembly,
    ];

    /// <summary>Adds the services that the command line and the web server share.</summary>
    /// <param name="readDefinitions">False for the command that finds out why definitions cannot be read.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, bool readDefinitions = true)
    {
        var builder = ReadSettings(args);
        var root = builder.Environment.ContentRootPath;
        var access = builder.Configuration.GetSection(AccessRulesOptions.Section).Get<AccessRulesOptions>() ?? new();
        var accessFile = Path.Combine(root, access.File);
        builder.Services.AddWarehouse(builder.Configuration);
        if (readDefinitions)
        {
            ContentRoot.Check(root, accessFile);
            builder.Services.AddEngine(Path.Combine(root, "reports"), accessFile);
        }
        else
        {
            builder.Services.AddSingleton(new DefinitionFiles(Path.Combine(root, "reports"), accessFile));
        }

        builder.Services.AddRendering();
#if QUESTPDF
        builder.Services.AddQuestPdf();
#endif
        builder.Services.AddDelivery();
        builder.Services.AddResultCache(Program);
        builder.Services.AddKeys();
        builder.Services.AddSingleton(SecretsApart.Find);
        builder.Services.AddMailLinks();
        builder.Services.AddEmbed();
        builder.Services.AddSingleton<InstalledWarehouse>();
        builder.Services.AddSingleton<SinceReader>();
        return builder;
    }

    // Reads and checks the settings.
    private static WebApplicationBuilder ReadSettings(string[] args)
    {
        try
        {
            var root = ContentRoot.Find(args);
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = root });
            SettingsCheck.Check(builder.Configuration, builder.Environment);
            builder.AddSecretFiles();
            return builder;
        }
        catch (InvalidDataException unreadable)
        {
            throw StartProblems.Settings(unreadable);
        }
    }

    public static WebApplication BuildServer(string[] args) => BuildServer(CreateBuilder(args));

    /// <summary>Builds the server from a builder of <see cref="CreateBuilder"/>.</summary>
    public static WebApplication BuildServer(WebApplicationBuilder builder)
    {
        builder.AddWebServer();
        builder.MuteFailedStart();
        builder.AddAccess();
        builder.AddMcpOverHttp();
        builder.Services.AddRequestPipeline();
        builder.Services.AddProblemResponses();
        builder.Services.AddSingleton<IProblemFormat, PageMetadata>();
        builder.Services.AddOpenApiDocument();
        builder.Services.AddSingleton<IdempotentRequests>();
        builder.Services.AddSingleton<AggregateResponses>();
        builder.Services.AddSingleton<EngagementResponses>();
        builder.Services.AddOData();
        builder.Services.AddImports();
        builder.Services.AddReviews();
        builder.Services.AddHealth();
        builder.Services.AddDoctor();
        builder.Services.AddSingleton<FieldHierarchies>();
        builder.Services.AddSingleton<FieldMembers>();
        builder.Services.AddSingleton<SubscriptionTitles>();
        builder.Services.AddSingleton<FieldProblems>();
        builder.Services.AddSingleton<ReportFormReader>();
        builder.Services.AddSingleton<SubscriptionFormReader>();
        builder.Services.AddSingleton<AlertFields>();
        builder.Services.AddSingleton<AlertSentences>();
        builder.Services.AddSingleton<DashboardReader>();
        builder.Services.AddSingleton<ReportSuggestions>();
        builder.Services.AddExplore();
        builder.Services.AddSingleton<ListFiles>();
        builder.Services.AddEngagementPages();
        builder.Services.AddCommitments();
        builder.Services.AddCalendar();
        builder.Services.AddMemberPages();
        builder.Services.AddHome();
        builder.AddTelemetry();

        var app = builder.Build();
        app.UseTelemetry();
        app.UseRequestIds();
        app.UseRequestPipeline();
        app.UsePublicPaths();
        app.UseEditionAddresses();
        app.UseLiveness();
        app.UseUnreadBodies();
        app.UseProblemResponses();
        app.UseOData();
        app.UseResponses();
        app.UseRoutedRequestPipeline();
        app.UseDeprecations();
        app.UseEditions();
        app.UseAudit();
        app.UseAccess();
        app.UseIdempotency();
        app.UseEditionRefusals();
        app.MapOpenApiDocument();
        app.MapModel();
        app.MapModelReload();
        app.MapDataVersion();
        app.MapAggregates();
        app.MapEngagements();
        app.MapEngagementPages();
        app.MapChanges();
        app.MapCommitments();
        app.MapCompleteness();
        app.MapMemberPages();
        app.MapReports();
        app.MapSavedReports();
        app.MapSavedReportPages();
        app.MapExplore();
        app.MapVerify();
        app.MapOData();
        app.MapMcpServer();
        app.MapConnect();
        app.MapEditions();
        app.MapExports();
        app.MapImports();
        app.MapImportPages();
        app.MapReviews();
        app.MapCalendar();
        app.MapAlerts();
        app.MapAlertPages();
        app.MapSubscriptions();
        app.MapSubscriptionPages();
        app.MapSubscriptionFormPages();
        app.MapDeliveries();
        app.MapLinks();
        app.MapEmbed();
        app.MapAudit();
        app.MapKeys();
        app.MapAdminPages();
        app.MapSignIn();
        app.MapHome();
        app.MapReportPages();
        app.MapReportSaving();
        app.MapExportPages();
        app.MapPageTheme();
        app.MapShortcuts();
        PageFile.MapAll(app);
        app.MapHealth();
        app.MapDoctor();
        return app;
    }
}
