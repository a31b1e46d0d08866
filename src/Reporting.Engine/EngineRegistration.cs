using Microsoft.Extensions.DependencyInjection;
using Reporting.Engine.Access;
using Reporting.Engine.Changes;
using Reporting.Engine.Comparisons;
using Reporting.Engine.Composition;
using Reporting.Engine.Definitions;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Feed;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Engine.Sql;
using Reporting.Engine.Sql.Aggregates;
using Reporting.Warehouse.Connections;

namespace Reporting.Engine;

/// <summary>Registers the engine. Definitions are read at the start, and an invalid one stops it.</summary>
public static class EngineRegistration
{
    /// <param name="definitions">The folder <c>reports</c>.</param>
    /// <param name="access">The access file.</param>
    public static IServiceCollection AddEngine(this IServiceCollection services, string definitions, string access)
    {
        services.AddDefinitions(new DefinitionFiles(definitions, access));
        services.AddSingleton<SqlDialect>(provider => provider.GetRequiredService<WarehouseConnections>().Provider switch
        {
            WarehouseProvider.SqlServer => new SqlServerDialect(),
            _ => new SqliteDialect(),
        });
        services.AddSingleton<SqlCompiler>();
        services.AddSingleton<QueryPlanner>();
        services.AddSingleton<QueryParameters>();
        services.AddOptions<QueryOptions>().BindConfiguration(QueryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FillLimit>();
        services.AddSingleton<WorkLanes>();
        services.AddSingleton<ResultReader>();
        services.AddSingleton<ComposedReader>();
        services.AddSingleton<EngagementReader>();
        services.AddSingleton<ChangesReader>();
        services.AddSingleton<EngagementCellReader>();
        services.AddSingleton<MemberReader>();
        services.AddSingleton<MemberKeysReader>();
        services.AddSingleton<VisibleSetReader>();
        services.AddSingleton<CommitmentSetReader>();
        services.AddSingleton<FeedReader>();
        services.AddSingleton<ClassificationReader>();
        services.AddSingleton<SnapshotReader>();
        services.AddSingleton<AggregateRunner>();
        services.AddSingleton<EngagementRunner>();
        services.AddSingleton<CommitmentRunner>();
        services.AddSingleton<CompletenessRunner>();
        services.AddSingleton<ChangesRunner>();
        services.AddSingleton<MemberRunner>();
        services.AddSingleton<FeedRunner>();
        services.AddSingleton<ReportParameters>();
        services.AddSingleton<ComparisonRunner>();
        services.AddSingleton<ReportRunner>();
        return services;
    }

    // Singletons use the objects of the current model. A request uses those of the model that it holds.
    private static void AddDefinitions(this IServiceCollection services, DefinitionFiles files)
    {
        var (model, rules, reports) = files.Read();
        var current = new CurrentModel(model);
        var (ofRules, ofReports, ofSets) = (new Reloadable<AccessRules>(current), new Reloadable<ReportCatalog>(current), new Reloadable<EntitySets>(current, m => new EntitySets(m)));
        ofRules.Add(model, rules);
        ofReports.Add(model, reports);
        services.AddSingleton(files).AddSingleton(current).AddSingleton(ofRules).AddSingleton(ofReports).AddSingleton(ofSets);
        services.AddSingleton(rules.Classifications);
        services.AddSingleton<ModelReload>();
        services.AddSingleton<EditionReader>().AddSingleton<KeptVersions>();
        services.AddScoped(_ => current.Value).AddScoped(_ => ofRules.Value).AddScoped(_ => ofReports.Value).AddScoped(_ => ofSets.Value);
    }
}
