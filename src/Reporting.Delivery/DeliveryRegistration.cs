using Microsoft.Extensions.DependencyInjection;
using Reporting.Delivery.Alerts;
using Reporting.Delivery.Editions;
using Reporting.Delivery.Events;
using Reporting.Delivery.Exports;
using Reporting.Delivery.Files;
using Reporting.Delivery.IssuedReports;
using Reporting.Delivery.Releases;
using Reporting.Delivery.SavedReports;
using Reporting.Delivery.Verify;
using Reporting.Delivery.Webhooks;

namespace Reporting.Delivery;

/// <summary>Registers the services that make and send reports.</summary>
public static class DeliveryRegistration
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSavedReports()
        .AddSingleton<IssuedReportStore>()
        .AddSingleton<IssuedReportLog>()
        .AddSingleton<DataExports>()
        .AddSingleton<ReportPlanner>()
        .AddSingleton<ReportFiles>()
        .AddSingleton<EngagementLists>()
        .AddSingleton<CommitmentLists>()
        .AddSingleton<ReportVerifier>()
        .AddSingleton<ReleaseWriter>()
        .AddSingleton<ReleaseZip>()
        .AddSingleton<EditionPublisher>()
        .AddHostedService<EditionCleaner>()
        .AddExports()
        .AddWebhooks()
        .AddEvents()
        .AddMail()
        .AddAlerts();
}
