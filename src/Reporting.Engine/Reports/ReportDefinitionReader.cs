using System.Text.RegularExpressions;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Reports;

/// <summary>Reads a report's YAML file and checks it against the model. An invalid file stops the start with file, line and hint.</summary>
public sealed partial class ReportDefinitionReader(SemanticModel model)
{
    private static readonly string[] TakenNames = ["lang", "section", ReportParameters.Detail, "filter", "level", "order", "show"];

    public ReportDefinition Read(string path) => Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path));

    public ReportDefinition Parse(string id, string text) => KebabCase().IsMatch(id) && id != ReportDefinition.UnsavedId
        ? Parse(id, id + ".yml", text)
        : throw new DefinitionException(id + ".yml", 1, $"'{id}' is not a valid id for a report.", "Name the file in lower-case letters, digits and single hyphens.");

    /// <summary>Reads the definition of a saved report, whose id no file can have.</summary>
    public ReportDefinition ParseSaved(string id, string text) => Parse(id, "definition", text, isSaved: true);

    private ReportDefinition Parse(string id, string name, string text, bool isSaved = false)
    {
        var file = YamlFile.Parse<ReportFile>(name, text);
        var source = new DefinitionText(name, text);
        source.RefuseDuplicates(file.Parameters.Select(p => p.Id));
        source.RefuseDuplicates(file.Sections.Select(s => s.Id));
        if (file.Sections.Count == 0)
        {
            throw source.At("sections", "The report has no section.", "Give it at least one.");
        }

        List<ReportParameter> parameters = [.. file.Parameters.Select((p, i) => Parameter(p, source.Within("parameters", i)))];
        for (var i = 0; i < parameters.Count; i++)
        {
            CheckDistinct(parameters[i], parameters, source.Within("parameters", i));
        }

        List<SectionDefinition> sections = [.. file.Sections.Select((s, i) => new SectionReader(model, parameters, source.Within("sections", i)).Read(s))];
        for (var i = 0; i < sections.Count; i++)
        {
            ParameterTexts.Check([sections[i].Title], parameters, needsValue: true, source.Within("sections", i));
            ParameterTexts.Check([sections[i].Note ?? LocalizedText.None, (sections[i] as TextDefinition)?.Text ?? LocalizedText.None], parameters, needsValue: false, source.Within("sections", i));
        }

        if (file.Compare is { } edition && (!isSaved || !EditionFolder.IsId(edition)))
        {
            throw source.At("compare", isSaved ? $"'{SafeText.Of(edition)}' is not the id of an edition." : "Only saved reports have an edition to compare with.", isSaved ? "Write an id such as 2025-final." : "Remove 'compare', and name the edition in the address.");
        }

        var subject = file.Subjects is { } subjects ? source.Captions("subjects", subjects) : null;
        ParameterTexts.Check(subject is null ? [] : [subject], parameters, needsValue: false, source);
        return new ReportDefinition(
            id,
            source.Captions("titles", file.Titles),
            source.Captions("descriptions", file.Descriptions),
            parameters,
            sections)
        {
            Subject = subject,
            Compare = file.Compare,
            IsSaved = isSaved,
            Hash = Sha256.Of(text),
            Text = text,
        };
    }

    private ReportParameter Parameter(ReportFile.ParameterEntry entry, DefinitionText source)
    {
        if (!Name().IsMatch(entry.Id) || TakenNames.Contains(entry.Id))
        {
            throw source.At(entry.Id, $"'{entry.Id}' is not a valid id for a parameter.", "Use lower-case letters, digits and '_'. 'lang', 'section', 'detail', 'filter', 'level', 'order' and 'show' are reserved.");
        }

        var kind = source.Choice<ParameterKind>(entry.Kind, "kind");
        if (kind != ParameterKind.Members && (entry.Dimension ?? entry.Match ?? entry.Most?.ToString() ?? entry.DistinctFrom) is not null)
        {
            throw source.At(entry.Kind, $"'{entry.Id}' is a parameter for years, which has no members.", "Use 'dimension', 'match', 'most' and 'distinct_from' only for parameters of the kind members.");
        }

        var parameter = new ReportParameter(
            entry.Id,
            kind,
            source.Dimension(model, entry.Id, "dimension", kind == ParameterKind.Members ? entry.Dimension : "year"),
            source.Captions(entry.Id, entry.Captions))
        {
            Match = Match(entry, source),
            Most = entry.Most is null or >= 1 ? entry.Most : throw source.At("most", $"'{entry.Id}' allows no member.", "Write 1 or more for 'most'."),
            Default = entry.Default ?? [],
            IsRequired = entry.Required ?? false,
            DistinctFrom = entry.DistinctFrom,
        };
        if (parameter is { Match: FilterMode.None, Most: not 1 })
        {
            throw source.At("match", $"'{entry.Id}' has 'match: none', so it chooses the member that a section shows.", "Write most: 1.");
        }

        if (parameter.Match is FilterMode.Any or FilterMode.All && !parameter.Dimension.IsMany)
        {
            throw source.At("match", $"An engagement has one '{parameter.Dimension.Id}' only.", "Leave 'match' out.");
        }

        CheckDefault(parameter, source);
        return parameter;
    }

    private static void CheckDistinct(ReportParameter parameter, List<ReportParameter> all, DefinitionText source)
    {
        if (parameter.DistinctFrom is not { } named)
        {
            return;
        }

        var others = all.Where(p => p.Kind == ParameterKind.Members && p.Id != parameter.Id && p.Dimension == parameter.Dimension).Select(p => p.Id).ToList();
        if (!others.Contains(named))
        {
            throw source.At("distinct_from", $"'{named}' is not another parameter of '{parameter.Dimension.Id}'.", NearestName.Hint(named, others, "Name a parameter of the same dimension."));
        }
    }

    private static FilterMode Match(ReportFile.ParameterEntry entry, DefinitionText source) => entry.Match switch
    {
        null or "links" => FilterMode.Links,
        "any" => FilterMode.Any,
        "all" => FilterMode.All,
        "none" => FilterMode.None,
        var other => throw source.At("match", $"'{other}' is not a value of 'match'.", "Known values: links, any, all, none."),
    };

    // Years are checked now, as of 2000: whether relative years are valid does not depend on the year. Members are data and may come later.
    private static void CheckDefault(ReportParameter parameter, DefinitionText source)
    {
        var isYears = parameter.Kind != ParameterKind.Members;
        if (parameter.Default.Count > (isYears ? 1 : parameter.Most ?? int.MaxValue) || parameter.Default.Any(string.IsNullOrWhiteSpace))
        {
            throw source.At("default", $"The default of '{parameter.Id}' has {Plural.Of(parameter.Default.Count, "value")}.", "Give one for years, and no more than 'most' for members.");
        }

        if (isYears && parameter.Default is [var years] && YearSpan.Read(parameter.Id, years, 2000) is { Problem: { } problem })
        {
            throw source.At("default", problem.Message, problem.Hint);
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex KebabCase();

    [GeneratedRegex("^[a-z][a-z0-9_]*$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
