namespace Reporting.Api.Hosting;

/// <summary>Suppresses the framework's stack traces of a failed start, which <see cref="StartProblems"/> reports in one line.</summary>
internal static class FailedStart
{
    private static readonly string[] Categories = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting.Diagnostics"];

    /// <summary>Until the server has started, these categories log at most warnings. Afterwards the configured levels apply.</summary>
    public static void MuteFailedStart(this WebApplicationBuilder builder)
    {
        var started = new Started();
        builder.Services.AddSingleton(started);
        builder.Services.PostConfigure<LoggerFilterOptions>(options =>
        {
            foreach (var category in Categories)
            {
                var minLevel = options.Rules.Where(r => r.ProviderName is null && r.LogLevel is not null && category.StartsWith(r.CategoryName ?? string.Empty, StringComparison.OrdinalIgnoreCase))
                    .OrderBy(r => r.CategoryName?.Length ?? 0).LastOrDefault()?.LogLevel ?? options.MinLevel;
                options.Rules.Add(new LoggerFilterRule(null, category, null, (_, _, level) => level >= minLevel && (started.Value || level <= LogLevel.Warning)));
            }
        });
    }

    /// <summary>Enables logging of failures.</summary>
    public static void HasStarted(this WebApplication app) => app.Services.GetRequiredService<Started>().Value = true;

    internal sealed class Started
    {
        public bool Value { get; set; }
    }
}
