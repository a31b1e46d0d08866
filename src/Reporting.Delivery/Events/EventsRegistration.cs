using Microsoft.Extensions.DependencyInjection;

namespace Reporting.Delivery.Events;

/// <summary>Registers the events of new data and editions.</summary>
internal static class EventsRegistration
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddOptions<EventOptions>().BindConfiguration(EventOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<EventStore>().AddSingleton<EventWorker>().AddHostedService(provider => provider.GetRequiredService<EventWorker>());
    }
}
