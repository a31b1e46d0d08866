using System.Globalization;
using System.Text;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>The texts of a document that name what was chosen: its title, its file name, its headline and its notes.</summary>
internal sealed class ChosenTexts
{
    // Longer lists of members stand among the parameters only.
    private const int MaxNamed = 3;
    private const int MaxSlug = 80;

    private readonly ReportRun _run;
    private readonly Language _language;
    private readonly ParameterTexts _texts;
    private readonly string? _subject;
    private readonly string? _members;
    private readonly string? _chosen;

    /// <param name="values">The parameters that the caller may see, with their values in words.</param>
    public ChosenTexts(ReportRun run, IReadOnlyList<ParameterValue> values, Language language)
    {
        (_run, _language) = (run, language);
        var years = ReportFormatter.Years(run.NamedYears.From, run.NamedYears.To, language);
        var chosen = run.Chosen.Where(f => !run.IsNamedYear(f)).ToList();
        var names = values.Where(v => chosen.Any(f => ChosenFilters.NameOf(f) == v.Id)).Select(v => v.Value).ToList();
        _texts = Texts(p => values.FirstOrDefault(v => v.Id == p.Id)?.Value, years);
        _subject = run.Definition.Subject is { } pattern ? _texts.Fill(pattern.In(language.Code))?.Replace("\n\n", ", ", StringComparison.Ordinal).Trim() : null;
        var rest = Unnamed().ToList();
        _chosen = Short(chosen.Sum(f => f.Values.Count), names);
        _members = Short(
            rest.Sum(p => run.Members[p.Id].Count) + chosen.Sum(f => f.Values.Count),
            rest.Select(p => values.FirstOrDefault(v => v.Id == p.Id)?.Value).OfType<string>().Concat(names));
        Title = HeadlineSentence.Title(_subject ?? run.Definition.Title.In(language.Code), run.Definition.Parameters.Any(p => p.Kind != ParameterKind.Members) ? years : null, _members, language);
    }

    /// <summary>"India and Israel, 2025"; without a subject the report's own title takes its place.</summary>
    public string Title { get; }

    /// <summary>The beginning of file names in English, "india-and-israel"; otherwise the report's id. The id of a saved report says nothing, so its title is used.</summary>
    public string FileName => (_subject is null ? null : Slug(_run.Definition.Subject!)) ?? (_run.Definition.IsSaved ? Slug(_run.Definition.Title) : null) ?? _run.Definition.Id;

    /// <summary>Codes of members that the beginning does not name.</summary>
    public string FileEnd => Unnamed().SelectMany(p => _run.Members[p.Id]).Concat(_run.Chosen.SelectMany(f => f.Values)).ToList() is { Count: > 0 } codes
        ? codes.Count <= MaxNamed ? "_" + string.Join("-", codes.Select(c => c.ToLowerInvariant().Replace("..", "-", StringComparison.Ordinal))) : "_filtered"
        : string.Empty;

    public ReportSection Fill(ReportSection section, SectionDefinition definition)
    {
        var filled = _texts.Fill(section, definition, _run.Language);
        return filled is HeadlineSection headline ? headline with { Sentence = HeadlineSentence.Of(headline, new YearSpan(headline.FirstYear, headline.LastYear), Subject(), _language) } : filled;
    }

    private string? Subject() => _subject is null || _chosen is null ? _subject ?? _members : $"{_subject}; {_chosen}";

    private static string? Short(int count, IEnumerable<string> names) => count is 0 or > MaxNamed ? null : string.Join("; ", names);

    private IEnumerable<ReportParameter> Unnamed()
    {
        var named = _subject is null ? [] : ParameterTexts.NamesIn(_run.Definition.Subject!.In(_language.Code)).ToList();
        return _run.Definition.Parameters.Where(p => p.Match != FilterMode.None && _run.Members.ContainsKey(p.Id) && !named.Contains(p.Id));
    }

    // A parameter without a value filters nothing, so no text may name it.
    private ParameterTexts Texts(Func<ReportParameter, string?> valueOf, string years)
    {
        var all = _run.Definition.Parameters.ToDictionary(p => p.Id, p => p.Kind == ParameterKind.Members && !_run.Members.ContainsKey(p.Id) ? null : valueOf(p));
        all[ParameterTexts.Years] = years;
        return new ParameterTexts(all);
    }

    // Files of all languages have English names, so that the same query has the same name.
    private string? Slug(LocalizedText pattern)
    {
        var english = Texts(p => _run.Members.TryGetValue(p.Id, out var codes) ? string.Join(' ', codes.Select(code => p.Dimension.NameOf(code, "en"))) : null, string.Empty);
        var slug = new StringBuilder();
        foreach (var letter in (english.Fill(pattern.In("en")) ?? string.Empty).Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString(0, Math.Min(slug.Length, MaxSlug)).Trim('-');
        return text.Length == 0 ? null : text;
    }
}
