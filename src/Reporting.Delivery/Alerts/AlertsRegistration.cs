using Microsoft.Extensions.DependencyInjection;

namespace Reporting.Delivery.Alerts;

/// <summary>Registers alerts and the worker that checks them.</summary>
internal static class AlertsRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddOptions<AlertOptions>().BindConfiguration(AlertOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AlertStore>();
        services.AddSingleton<AlertHistory>();
        services.AddSingleton<AlertFigureReader>();
        services.AddSingleton<AlertReader>();
        services.AddSingleton<AlertDefinitionCheck>();
        services.AddSingleton<AlertComposer>();
        services.AddSingleton<AlertRunner>();
        services.AddSingleton<AlertService>();
        services.AddHostedService<AlertWorker>();
        return services;
    }
}
