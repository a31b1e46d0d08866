using Reporting.Api.Aggregates;
using Reporting.Api.Engagements;
using Reporting.Api.Health;
using Reporting.Api.Models;
using Reporting.Api.OpenApi;
using Reporting.Api.Problems;
using Reporting.Api.Reports;
using Reporting.Delivery;
using Reporting.Engine;
using Reporting.Rendering;
using Reporting.Warehouse;

namespace Reporting.Api.Hosting;

/// <summary>The product as a host: a contents page of its features.</summary>
public static class ReportingHost
{
    /// <summary>The parts that the command line uses too, without the web server's endpoints.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Find(args) });
        builder.Services.AddWarehouse(builder.Configuration);
        builder.Services.AddEngine(Path.Combine(builder.Environment.ContentRootPath, "reports"));
        builder.Services.AddRendering();
        builder.Services.AddDelivery();
        builder.Services.AddSingleton<InstalledWarehouse>();
        return builder;
    }

    public static WebApplication BuildServer(string[] args)
    {
        var builder = CreateBuilder(args);
        builder.AddWebServer();
        builder.Services.AddProblemAnswers();
        builder.Services.AddOpenApiDocument();

        var app = builder.Build();
        app.UseProblemAnswers();
        app.UseOpenApiDocument();
        app.MapModel();
        app.MapAggregates();
        app.MapEngagements();
        app.MapReports();
        app.MapHealth();
        return app;
    }
}
