using Reporting.Warehouse.Problems;

namespace Reporting.Api.Settings;

/// <summary>Refuses unknown settings, because the default of a misspelt setting would apply silently.</summary>
internal static class SettingsCheck
{
    private const int MaxNamed = 3;

    public static void Check(IConfiguration configuration, IHostEnvironment environment)
    {
        foreach (var file in new[] { "appsettings.json", $"appsettings.{environment.EnvironmentName}.json" }.Select(name => Path.Combine(environment.ContentRootPath, name)).Where(Directory.Exists))
        {
            // A container mounts a folder if the file is missing, and the configuration would ignore it.
            throw new StartException(new Problem(ErrorCodes.MalformedSettings, $"{file} is a folder.", "Replace the folder with the file, or remove it."));
        }

        var unknown = configuration.GetChildren().SelectMany(top => Unknown(top)).ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        var named = unknown.Take(MaxNamed).Select(name => $"{name}{(SettingOrigin.Of(configuration, name) is { } origin ? $" ({origin})" : string.Empty)}");
        var more = unknown.Count > MaxNamed ? $" and {unknown.Count - MaxNamed} more" : string.Empty;
        throw new StartException(new Problem(
            ErrorCodes.UnknownSetting, $"There is no setting {string.Join(", ", named)}{more}.", Nearest(unknown[0]) is { } nearest ? $"Did you mean {nearest}?" : "docs/settings.md lists the settings."));
    }

    private static IEnumerable<string> Unknown(IConfigurationSection top)
    {
        if (KnownSettings.Sections.Contains(top.Key, StringComparer.OrdinalIgnoreCase))
        {
            return Leaves(top).Where(name => !KnownSettings.Has(name));
        }

        // The configuration also contains settings of other programs, especially in the environment. Report a name only if another section name would make it known.
        return NearestName.Of(top.Key, KnownSettings.Sections) is { } section
            ? Leaves(top).Where(name => KnownSettings.Has(section + name[top.Key.Length..]))
            : [];
    }

    private static IEnumerable<string> Leaves(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            var isParent = false;
            foreach (var name in Leaves(child))
            {
                isParent = true;
                yield return name;
            }

            if (!isParent)
            {
                yield return child.Path;
            }
        }
    }

    // Prefer names of the same section: Exports:MaxByte means Exports:MaxBytes, not Imports:MaxBytes.
    private static string? Nearest(string name)
    {
        var section = name[..(name.LastIndexOf(':') + 1)];
        var sameSection = KnownSettings.Names.Where(k => k.StartsWith(section, StringComparison.OrdinalIgnoreCase)).ToDictionary(k => k[section.Length..], StringComparer.OrdinalIgnoreCase);
        return NearestName.Of(name[section.Length..], sameSection.Keys) is { } nearest ? sameSection[nearest] : NearestName.Of(name, KnownSettings.Names);
    }
}
