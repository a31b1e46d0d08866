using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;
using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Operations;

namespace Reporting.Delivery.Exports;

/// <summary>Registers large downloads and export jobs, with their background worker.</summary>
public static class ExportsRegistration
{
    public static IServiceCollection AddExports(this IServiceCollection services)
    {
        services.AddOptions<ExportOptions>()
            .BindConfiguration(ExportOptions.Section)
            .Validate(o => o.MaxRows >= 1, "Exports:MaxRows must be at least 1.")
            .Validate(o => o.MaxDownloads is >= 1 and <= 64, "Exports:MaxDownloads must be 1 to 64.")
            .Validate(o => o.MaxWaiting is >= 0 and <= 10_000, "Exports:MaxWaiting must be 0 to 10,000.")
            .Validate(o => o.MaxWaitSeconds is >= 1 and <= 86_400, "Exports:MaxWaitSeconds must be 1 to 86,400.")
            .Validate(o => o.MinBytesPerSecond is >= 1 and <= 1_000_000_000, "Exports:MinBytesPerSecond must be 1 to 1,000,000,000.")
            .Validate(o => o.MaxDownloadSeconds is >= 1 and <= 86_400, "Exports:MaxDownloadSeconds must be 1 to 86,400.")
            .Validate(o => o.MaxConcurrent is >= 0 and <= 32, "Exports:MaxConcurrent must be 0 to 32.")
            .Validate(o => o.MaxUnfinished >= 1, "Exports:MaxUnfinished must be at least 1.")
            .Validate(o => !string.IsNullOrWhiteSpace(o.Folder), "Exports:Folder must name a folder.")
            .Validate(o => o.KeepHours is > 0 and <= 8_760, "Exports:KeepHours must be more than 0 and at most 8,760.")
            .Validate(o => o.MaxBytes >= 1, "Exports:MaxBytes must be at least 1.")
            .Validate(o => o.LeaseSeconds is >= 3 and <= 3_600, "Exports:LeaseSeconds must be 3 to 3,600.")
            .Validate(o => o.PollSeconds is >= 0.1 and <= 3_600, "Exports:PollSeconds must be 0.1 to 3,600.")
            .ValidateOnStart();
        services.AddKeyedSingleton(WorkFolders.Exports, (provider, _) => new WorkFolder(
            WorkFolders.Exports, Path.GetFullPath(provider.GetRequiredService<IOptions<ExportOptions>>().Value.Folder, Path.GetFullPath(provider.GetRequiredService<IHostEnvironment>().ContentRootPath))));
        services.AddSingleton(provider => provider.GetRequiredKeyedService<WorkFolder>(WorkFolders.Exports));
        services.AddSingleton<CurrentRoles>();
        services.AddSingleton<DownloadLimiter>();
        services.AddSingleton<ExportStore>();
        services.AddSingleton<ExportFolder>();
        services.AddSingleton<JobSignal>();
        services.AddSingleton<ExportRunner>();
        services.AddSingleton<ExportJobs>();
        services.AddHostedService<ExportWorker>();
        return services;
    }
}
