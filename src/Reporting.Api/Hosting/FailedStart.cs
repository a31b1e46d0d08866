namespace Reporting.Api.Hosting;

/// <summary>A start that fails is told as one line (<see cref="StartProblems"/>), not by the framework's stack traces before it.</summary>
internal static class FailedStart
{
    private static readonly string[] Tellers = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting.Diagnostics"];

    /// <summary>Until the server has started, these say nothing above a warning; else they say what the settings let them say.</summary>
    public static void MuteFailedStart(this WebApplicationBuilder builder)
    {
        var started = new Started();
        builder.Services.AddSingleton(started);
        builder.Services.PostConfigure<LoggerFilterOptions>(options =>
        {
            foreach (var teller in Tellers)
            {
                var least = options.Rules.Where(r => r.ProviderName is null && r.LogLevel is not null && teller.StartsWith(r.CategoryName ?? string.Empty, StringComparison.OrdinalIgnoreCase))
                    .OrderBy(r => r.CategoryName?.Length ?? 0).LastOrDefault()?.LogLevel ?? options.MinLevel;
                options.Rules.Add(new LoggerFilterRule(null, teller, null, (_, _, level) => level >= least && (started.Value || level <= LogLevel.Warning)));
            }
        });
    }

    /// <summary>From now on failures are logged.</summary>
    public static void HasStarted(this WebApplication app) => app.Services.GetRequiredService<Started>().Value = true;

    internal sealed class Started
    {
        public bool Value { get; set; }
    }
}
