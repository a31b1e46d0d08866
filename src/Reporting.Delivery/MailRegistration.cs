using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MimeKit;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Outbox;
using Reporting.Delivery.Subscriptions;
using Reporting.Warehouse.Folders;

namespace Reporting.Delivery;

/// <summary>Registers scheduled mail and its background worker. The host registers <c>MailLinks</c> and <c>AnonymousRecipients</c>.</summary>
public static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>()
            .BindConfiguration(MailOptions.Section)
            .ValidateDataAnnotations()
            .Validate(o => MailboxAddress.TryParse(o.From, out var from) && from.Domain.Length > 0, "Mail:From must be an address, such as Reporting <reporting@example.org>.")
            .Validate(o => o.Smtp.Port is >= 1 and <= 65_535 && o.Smtp.TimeoutSeconds is >= 1 and <= 600, "Mail:Smtp:Port must be 1 to 65,535 and Mail:Smtp:TimeoutSeconds 1 to 600.")
            .ValidateOnStart();
        services.AddSingleton<MailAddresses>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<IMailTransport>(Transport);
        services.AddSingleton(provider => new WorkFolder("Mail:FilesFolder", Full(provider, Options(provider).FilesFolder)));
        services.AddSingleton(provider => new WorkFolder("Mail:Folder", Full(provider, Options(provider).Folder)) { IsUsed = string.IsNullOrEmpty(Options(provider).Smtp.Host) });
        services.AddSingleton<SubscriptionStore>();
        services.AddSingleton<DeletedSubscriptionStore>();
        services.AddSingleton<SubscriptionCheck>();
        services.AddSingleton<SubscriptionService>();
        services.AddSingleton<RecipientIdentityResolver>();
        services.AddSingleton<DeliveryStore>();
        services.AddSingleton<DeliveryService>();
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<DeliveryPlanner>();
        services.AddSingleton<OutboxEntries>();
        services.AddSingleton<PreparedStore>();
        services.AddSingleton<PreparedFolder>();
        services.AddSingleton<MailPreparer>();
        services.AddSingleton<ChangesReader>();
        services.AddSingleton<MailPreviews>();
        services.AddSingleton<DeliveryNotices>();
        services.AddSingleton<DeliveryOutcomes>();
        services.AddSingleton<DeliverySender>();
        services.AddSingleton<MessageSender>();
        services.AddSingleton<OutboxClock>();
        services.AddSingleton<ClockWatch>();
        services.AddSingleton<ClockRepair>();
        services.AddSingleton<DeliveryRunner>();
        services.AddHostedService<DeliveryWorker>();
        return services;
    }

    private static IMailTransport Transport(IServiceProvider services)
    {
        var options = Options(services);
        return string.IsNullOrEmpty(options.Smtp.Host) ? new FolderTransport(Full(services, options.Folder)) : new SmtpTransport(options.Smtp);
    }

    private static MailOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<MailOptions>>().Value;

    private static string Full(IServiceProvider services, string folder) => Path.GetFullPath(folder, Path.GetFullPath(services.GetRequiredService<IHostEnvironment>().ContentRootPath));
}
