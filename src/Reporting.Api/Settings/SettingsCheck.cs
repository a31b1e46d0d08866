using Reporting.Api.Hosting;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Settings;

/// <summary>Refuses settings that nobody reads: a misspelt one would leave its default in force without a word.</summary>
internal static class SettingsCheck
{
    private const int MaxNamed = 3;

    public static void Check(IConfiguration configuration, IHostEnvironment environment)
    {
        foreach (var file in new[] { "appsettings.json", $"appsettings.{environment.EnvironmentName}.json" }.Select(name => Path.Combine(environment.ContentRootPath, name)).Where(Directory.Exists))
        {
            // A container mounts a folder where the file is not there; it would be passed over.
            throw new StartException(new Problem(ErrorCodes.MalformedSettings, $"{file} is a folder.", "Put the file there, or remove the folder."));
        }

        var unknown = configuration.GetChildren().SelectMany(top => Unknown(top)).ToList();
        if (unknown.Count == 0)
        {
            return;
        }

        var named = unknown.Take(MaxNamed).Select(name => $"{name}{(SettingOrigin.Of(configuration, name) is { } origin ? $" ({origin})" : string.Empty)}");
        var more = unknown.Count > MaxNamed ? $" and {unknown.Count - MaxNamed} more" : string.Empty;
        throw new StartException(new Problem(
            ErrorCodes.UnknownSetting, $"There is no setting {string.Join(", ", named)}{more}.", Nearest(unknown[0]) is { } near ? $"Did you mean {near}?" : "See docs/settings.md for those there are."));
    }

    private static IEnumerable<string> Unknown(IConfigurationSection top)
    {
        if (KnownSettings.Sections.Contains(top.Key, StringComparer.OrdinalIgnoreCase))
        {
            return Leaves(top).Where(name => !KnownSettings.Has(name));
        }

        // Settings of others stand beside ours, in the environment above all: only what would be ours but for the name of its section is misspelt.
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

    // In its own section first: Exports:MaxByte is nearer to Exports:MaxBytes than to Imports:MaxBytes, however long the names are.
    private static string? Nearest(string name)
    {
        var section = name[..(name.LastIndexOf(':') + 1)];
        var beside = KnownSettings.Names.Where(k => k.StartsWith(section, StringComparison.OrdinalIgnoreCase)).ToDictionary(k => k[section.Length..], StringComparer.OrdinalIgnoreCase);
        return NearestName.Of(name[section.Length..], beside.Keys) is { } near ? beside[near] : NearestName.Of(name, KnownSettings.Names);
    }
}
