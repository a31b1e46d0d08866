using Microsoft.Extensions.DependencyInjection;

namespace Reporting.Delivery.SavedReports;

/// <summary>Registers saved reports, and the finder of all reports.</summary>
public static class SavedReportsRegistration
{
    public static IServiceCollection AddSavedReports(this IServiceCollection services)
    {
        services.AddOptions<SavedReportOptions>()
            .BindConfiguration(SavedReportOptions.Section)
            .Validate(o => o.MaxPerOwner is >= 0 and <= 10_000, "SavedReports:MaxPerOwner must be 0 to 10,000.")
            .Validate(o => o.MaxBytes is >= 1_000 and <= 1_000_000, "SavedReports:MaxBytes must be 1,000 to 1,000,000.")
            .ValidateOnStart();
        services.AddSingleton<SavedReportStore>();
        services.AddSingleton<SavedReportService>();
        services.AddSingleton<ReportFinder>();
        return services;
    }
}
