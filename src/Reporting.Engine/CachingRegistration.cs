using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;

namespace Reporting.Engine;

/// <summary>Registers the response cache.</summary>
public static class CachingRegistration
{
    /// <param name="program">The program's assemblies.</param>
    public static IServiceCollection AddResultCache(this IServiceCollection services, params Assembly[] program)
    {
        services.AddOptions<CacheOptions>()
            .BindConfiguration(CacheOptions.Section)
            .Validate(options => options.MaxBytes >= 1, "Cache:MaxBytes must be at least 1; to cache nothing, set Cache:Enabled to false.")
            .Validate(options => options.MaxEntryBytes >= 1, "Cache:MaxEntryBytes must be at least 1.")
            .ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var (reports, rules) = (provider.GetRequiredService<Reloadable<ReportCatalog>>(), provider.GetRequiredService<Reloadable<AccessRules>>());
            return new Reloadable<DefinitionsVersion>(provider.GetRequiredService<CurrentModel>(), model => DefinitionsVersion.Of(program, [model.Hash, rules.Of(model).Hash, .. reports.Of(model).Definitions.Select(d => d.Id + d.Hash)]));
        });
        services.AddSingleton<ResultCache>();
        services.AddSingleton<TableCache>();
        return services;
    }
}
