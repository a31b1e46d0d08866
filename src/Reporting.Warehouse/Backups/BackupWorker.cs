using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reporting.Warehouse.Backups;

/// <summary>Makes a backup whenever the last one is old enough, and deletes the oldest. After a failure it tries again within the hour.</summary>
internal sealed partial class BackupWorker(BackupRunner runner, BackupSchedule schedule, TimeProvider time, ILogger<BackupWorker> log) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(30);

    // The start of the service comes first.
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (schedule.Folder is not { } folder)
        {
            return;
        }

        for (var wait = AfterStart; ; wait = Retry)
        {
            await Task.Delay(Max(wait, schedule.UntilDue(time.GetUtcNow())), time, stoppingToken);
            try
            {
                if ((await runner.RunAsync(folder, stoppingToken)).IsValue(out var backup, out var problem))
                {
                    LogMade(log, backup.Path, backup.Bytes);
                    BackupFolder.Prune(folder, schedule.Keep);
                }
                else
                {
                    LogRefused(log, problem.Message, problem.Hint);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(log, e);
            }
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    [LoggerMessage(LogLevel.Information, "Made the backup {Path} ({Bytes} bytes).")]
    private static partial void LogMade(ILogger log, string path, long bytes);

    [LoggerMessage(LogLevel.Error, "No backup could be made. {Message} {Hint}")]
    private static partial void LogRefused(ILogger log, string message, string hint);

    [LoggerMessage(LogLevel.Error, "The backup failed; it is tried again in half an hour.")]
    private static partial void LogFailed(ILogger log, Exception exception);
}

/// <summary>Where and how often backups are made.</summary>
/// <param name="folder">The full path; null without a schedule.</param>
public sealed class BackupSchedule(string? folder, BackupOptions options)
{
    public string? Folder { get; } = folder;

    public TimeSpan Every { get; } = TimeSpan.FromHours(options.EveryHours);

    public int Keep { get; } = options.Keep;

    /// <summary>The moment of the newest backup; null without one.</summary>
    public DateTimeOffset? Last() => Folder is null ? null : BackupFolder.List(Folder).FirstOrDefault()?.Manifest.MadeAt;

    /// <summary>The time until the next backup; zero when it is due. A moment in the future, by a clock that was wrong, does not delay it.</summary>
    public TimeSpan UntilDue(DateTimeOffset now) => Last() is { } last && last <= now && last + Every > now ? last + Every - now : TimeSpan.Zero;
}
