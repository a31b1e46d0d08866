using Microsoft.Extensions.DependencyInjection;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Warehouse.Imports.Queue;

/// <summary>Registers imports over HTTP.</summary>
internal static class ImportQueueRegistration
{
    public static void AddImportQueue(this IServiceCollection services)
    {
        services.AddOptions<ImportOptions>()
            .BindConfiguration(ImportOptions.Section)
            .Validate(o => o.MaxBytes >= 1, "Imports:MaxBytes must be at least 1.")
            .Validate(o => o.MaxAtOnce is >= 1 and <= 1_000, "Imports:MaxAtOnce must be 1 to 1,000.")
            .Validate(o => o.WaitSeconds is >= 0 and <= 86_400, "Imports:WaitSeconds must be 0 to 86,400.")
            .Validate(o => o.KeepDays is > 0 and <= 36_500, "Imports:KeepDays must be more than 0 and at most 36,500.")
            .Validate(o => o.MaxRejectedBytes is >= 0 and <= 1_000_000_000, "Imports:MaxRejectedBytes must be 0 to 1,000,000,000.")
            .Validate(o => o.MaxKeptBytes >= 0, "Imports:MaxKeptBytes must not be negative.")
            .Validate(o => o.Folder is null || o.Folder.Trim().Length > 0, "Imports:Folder must name a folder, or be null.")
            .Validate(o => o.UploadHours is > 0 and <= 8_760, "Imports:UploadHours must be more than 0 and at most 8,760.")
            .Validate(o => o.MaxUploadBytes >= 1, "Imports:MaxUploadBytes must be at least 1.")
            .ValidateOnStart();
        services.AddSingleton<ImportHistory>();
        services.AddSingleton<ImportJobStore>();
        services.AddSingleton<ImportJobOutcomes>();
        services.AddSingleton<ImportQueue>();
    }
}
