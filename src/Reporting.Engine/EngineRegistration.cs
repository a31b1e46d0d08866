using Microsoft.Extensions.DependencyInjection;
using Reporting.Engine.Access;
using Reporting.Engine.Composition;
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
        var model = ModelReader.Read(Path.Combine(definitions, "model", "engagements.yml"));
        var rules = new AccessRulesReader(model).Read(access);
        services.AddSingleton(model);
        services.AddSingleton(rules);
        services.AddSingleton(rules.Classifications);
        services.AddSingleton(ReportCatalog.Read(definitions, new ReportDefinitionReader(model)));
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
        services.AddSingleton<MemberReader>();
        services.AddSingleton<MemberKeysReader>();
        services.AddSingleton<VisibleSetReader>();
        services.AddSingleton<EntitySets>();
        services.AddSingleton<FeedReader>();
        services.AddSingleton<ClassificationReader>();
        services.AddSingleton<SnapshotReader>();
        services.AddSingleton<AggregateRunner>();
        services.AddSingleton<EngagementRunner>();
        services.AddSingleton<MemberRunner>();
        services.AddSingleton<FeedRunner>();
        services.AddSingleton<ReportParameters>();
        services.AddSingleton<ReportRunner>();
        return services;
    }
}
