using Microsoft.Extensions.DependencyInjection;

namespace Reporting.Delivery.Webhooks;

/// <summary>Registers the sender of webhooks.</summary>
internal static class WebhooksRegistration
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<WebhookAddresses>().AddSingleton<WebhookSender>();
    }
}
