using Microsoft.Extensions.DependencyInjection;
using Reporting.Delivery.Exports;
using Reporting.Delivery.Files;
using Reporting.Delivery.IssuedReports;

namespace Reporting.Delivery;

/// <summary>Adds what sends reports to a host.</summary>
public static class DeliveryRegistration
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<IssuedReportStore>()
        .AddSingleton<IssuedReportLog>()
        .AddSingleton<DataExports>()
        .AddSingleton<ReportFiles>()
        .AddExports()
        .AddMail();
}
