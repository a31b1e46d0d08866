using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Reporting.Api.Settings;

/// <summary>The origin of a setting: a file and line, an environment variable, or the command line.</summary>
internal static class SettingOrigin
{
    /// <summary>The origin as text, such as <c>/etc/reporting/appsettings.json, line 7</c>; null for a default in code.</summary>
    public static string? Of(IConfiguration configuration, string setting) =>
        configuration is IConfigurationRoot root && root.Providers.LastOrDefault(p => p.TryGet(setting, out _)) is { } provider ? Of(provider, setting) : null;

    private static string? Of(IConfigurationProvider provider, string setting) => provider switch
    {
        JsonConfigurationProvider { Source: { Path: { } path, FileProvider: { } files } } when files.GetFileInfo(path).PhysicalPath is { } file =>
            SettingsFile.LineOf(file, setting) is { } line ? $"{file}, line {line}" : file,
        EnvironmentVariablesConfigurationProvider => $"environment variable {setting.Replace(":", "__", StringComparison.Ordinal)}",
        CommandLineConfigurationProvider => $"command line, --{setting}",
        _ => null,
    };
}
