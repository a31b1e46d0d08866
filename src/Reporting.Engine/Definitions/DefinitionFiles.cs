using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;

namespace Reporting.Engine.Definitions;

/// <summary>Reads the files of definitions together: the model, the reports and the access rules, which name what the model has.</summary>
/// <param name="folder">The folder <c>reports</c>.</param>
/// <param name="access">The access file.</param>
public sealed class DefinitionFiles(string folder, string access)
{
    /// <summary>The error is a <see cref="Warehouse.Definitions.DefinitionException"/> with file, line and hint.</summary>
    public DefinitionSet Read()
    {
        var model = ModelReader.Read(Path.Combine(folder, "model", "engagements.yml"));
        return new DefinitionSet(model, new AccessRulesReader(model).Read(access), ReportCatalog.Read(folder, new ReportDefinitionReader(model)));
    }

    /// <summary>The folder <c>reports</c>.</summary>
    public string Folder => folder;

    /// <summary>The files of the model and the reports, as paths within <see cref="Folder"/>.</summary>
    public IReadOnlyList<string> List() =>
    [
        .. new[] { "engagements.yml", "names.yml" }.Select(name => Path.Combine("model", name)).Where(path => File.Exists(Path.Combine(folder, path))),
        .. Directory.EnumerateFiles(folder, "*.yml").Select(path => Path.GetFileName(path)).Where(name => name != AccessRules.FileName).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads the definitions of an edition, with the access rules of today.</summary>
    internal static DefinitionSet Read(string folder, AccessRules today)
    {
        var model = ModelReader.Read(Path.Combine(folder, "model", "engagements.yml"));
        return new DefinitionSet(model, new AccessRulesReader(model).Parse(AccessRules.FileName, today.Text), ReportCatalog.Read(folder, new ReportDefinitionReader(model)));
    }
}

/// <summary>Definitions that fit each other.</summary>
public sealed record DefinitionSet(SemanticModel Model, AccessRules Rules, ReportCatalog Reports);
