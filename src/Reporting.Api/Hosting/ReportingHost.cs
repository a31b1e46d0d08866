using System.Reflection;
using Reporting.Api.Aggregates;
using Reporting.Api.Answers;
using Reporting.Api.Engagements;
using Reporting.Api.Exports;
using Reporting.Api.Health;
using Reporting.Api.Models;
using Reporting.Api.OpenApi;
using Reporting.Api.Problems;
using Reporting.Api.Reports;
using Reporting.Delivery;
using Reporting.Engine;
using Reporting.Engine.Answers;
using Reporting.Rendering;
using Reporting.Warehouse;

namespace Reporting.Api.Hosting;

/// <summary>The product as a host: a contents page of its features.</summary>
public static class ReportingHost
{
    private static readonly Assembly[] Program =
    [
        typeof(WarehouseRegistration).Assembly, typeof(EngineRegistration).Assembly, typeof(RenderingRegistration).Assembly,
        typeof(DeliveryRegistration).Assembly, typeof(ReportingHost).Assembly,
    ];

    /// <summary>The parts that the command line uses too, without the web server's endpoints.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot.Find(args) });
        builder.Services.AddWarehouse(builder.Configuration);
        builder.Services.AddEngine(Path.Combine(builder.Environment.ContentRootPath, "reports"));
        builder.Services.AddRendering();
        builder.Services.AddDelivery();
        builder.Services.AddKeptAnswers(Program);
        builder.Services.AddSingleton<InstalledWarehouse>();
        return builder;
    }

    public static WebApplication BuildServer(string[] args)
    {
        var builder = CreateBuilder(args);
        builder.AddWebServer();
        builder.Services.AddProblemAnswers();
        builder.Services.AddOpenApiDocument();
        builder.Services.AddSingleton<AggregateAnswers>();

        var app = builder.Build();
        app.UseProblemAnswers();
        app.UseAnswers();
        app.UseOpenApiDocument();
        app.MapModel();
        app.MapAggregates();
        app.MapEngagements();
        app.MapReports();
        app.MapExports();
        app.MapHealth();
        return app;
    }
}
