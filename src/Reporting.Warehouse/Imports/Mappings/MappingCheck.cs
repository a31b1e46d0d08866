using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Imports.Countries;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Native;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Refuses a mapping that cannot work with any file. It runs before a file is read.</summary>
internal sealed class MappingCheck
{
    private static readonly Dictionary<string, char> Delimiters = new(StringComparer.Ordinal) { ["comma"] = ',', ["semicolon"] = ';', ["tab"] = '\t', ["pipe"] = '|', ["\\t"] = '\t' };

    private static readonly string[] Dimensions = ["domains", "participants", "countries", "types", "roles", "cities"];

    private readonly DefinitionText _text;
    private readonly string? _folder;
    private readonly MappingValueCheck _values;

    private MappingCheck(DefinitionText text, string? folder) => (_text, _folder, _values) = (text, folder, new MappingValueCheck(text, folder));

    public static Mapping Check(string id, MappingKeys keys, DefinitionText text, string? folder)
    {
        var check = new MappingCheck(text, folder);
        if (!Slugs.IsSlug(id) || id is MappingCatalog.Native or MappingCatalog.Undo)
        {
            throw text.At(id, $"'{id}' cannot be the name of a mapping.", "Name the file with lower-case letters, digits and hyphens, such as 'nepal-aims.yml'; 'native' and 'undo' are reserved.");
        }

        check._values.Choice(keys.Weights, "weights", "equal", "given", "primary");
        check._values.Choice(keys.CountryCodes, "country_codes", CodeScheme.Names);
        check._values.Check([.. keys.Values?.Values ?? Enumerable.Empty<MappingKeys.ValueKeys>()]);
        foreach (var condition in (keys.Where ?? []).Concat((keys.Domains ?? []).Concat(keys.Participants ?? []).SelectMany(link => link.When ?? [])).Concat((keys.Relations ?? []).SelectMany(relation => relation.When ?? [])).Concat((keys.Commitments ?? []).SelectMany(commitment => commitment.When ?? [])))
        {
            check.Condition(condition);
        }

        check.Engagement(keys.Engagement);
        foreach (var link in (keys.Domains ?? []).Concat(keys.Participants ?? []))
        {
            check.Link(link);
        }

        foreach (var source in keys.Sources ?? [])
        {
            check._values.Check(source.Code, source.Title, source.Publisher, source.Url, source.PublishedOn, source.Kind);
            check._values.Check([.. (source.States ?? []).Values]);
            foreach (var (field, _) in source.States ?? [])
            {
                check._values.Choice(field, "states", [.. StatedFields.All]);
            }
        }

        foreach (var relation in keys.Relations ?? [])
        {
            check.Relation(relation);
        }

        foreach (var commitment in keys.Commitments ?? [])
        {
            check.Commitment(commitment);
        }

        check.Names(keys);
        new MappingUses(text).Check(keys);
        return new Mapping(id, keys, check.Shape(keys.File ?? new MappingKeys.FileKeys()));
    }

    private FileShape Shape(MappingKeys.FileKeys file)
    {
        var delimiter = file.Delimiter ?? "comma";
        if (!Delimiters.TryGetValue(delimiter, out var mark))
        {
            mark = delimiter.Length == 1 && delimiter[0] is not ('"' or '\r' or '\n')
                ? delimiter[0]
                : throw _text.At(delimiter, $"'{delimiter}' is not a delimiter.", "Write comma, semicolon, tab, pipe, or the character itself.");
        }

        var encoding = file.Encoding ?? FileEncodings.Utf8;
        if (FileEncodings.Find(encoding) is null)
        {
            throw _text.At(encoding, $"There is no encoding '{encoding}'.", "Write for example utf-8, utf-16, windows-1252 or iso-8859-1.");
        }

        _values.Choice(file.ShortRows, "short_rows", "refuse", "allow");
        foreach (var (name, value) in new[] { ("header_row", file.HeaderRow), ("skip_after_header", file.SkipAfterHeader), ("skip_last", file.SkipLast) })
        {
            if (value is < 0 or > 1000)
            {
                throw _text.At(name, $"'{name}' is not from 0 to 1,000.", "Rows count from 1. header_row: 0 means that the file has no column names.");
            }
        }

        return new FileShape { Encoding = encoding, Delimiter = mark, Quotes = file.Quotes ?? true, Sheet = file.Sheet };
    }

    private void Engagement(MappingKeys.EngagementKeys e)
    {
        _values.Choice(e.RepeatedCodes, "repeated_codes", "refuse", "separate", "merge");
        _values.Choice(e.Rows, "rows", "one", "many");
        _values.Choice(e.EndBeforeStart, "end_before_start", "leave_out", "refuse");
        _values.Check(e.Code, e.Title, e.Summary, e.Start, e.End, e.Type, e.TypeName, e.Category, e.CategoryName, e.City, e.Country, e.Headcount, e.AmountUsd, e.Handling, e.Status,
            e.Review, e.ReviewedBy, e.ReviewedOn);
        var texts = (e.Titles ?? []).Concat(e.Summaries ?? []).ToList();
        foreach (var (language, _) in texts)
        {
            _values.Choice(language, "titles", [.. NativeColumns.Languages]);
        }

        _values.Check([.. texts.Select(text => text.Value)]);
    }

    private void Condition(MappingKeys.ConditionKeys condition)
    {
        _values.Pattern(condition.Pattern);
        foreach (var bound in new[] { condition.AtLeast, condition.AtMost }.OfType<string>().Where(bound => !ConditionReader.IsBound(bound)))
        {
            throw _text.At(bound, $"'{bound}' is neither a number nor a date.", "Write for example 10, 2020 or 2020-05-31.");
        }
    }

    private void Link(MappingKeys.LinkKeys link)
    {
        link.Map = link.Lookup is null ? link.Map : LookupTable.Read(_folder, link.Lookup, link.Map, _text);
        _values.Choice(link.IfMissing, "if_missing", "skip", "unknown");
        _values.Choice(link.IfNoCountry, "if_no_country", ["refuse", "unknown", .. ParticipantKinds.All.Where(kind => kind != ParticipantKinds.Country)]);
        _values.Choice(link.CountryCodes, "country_codes", CodeScheme.Names);
        _values.Choice(link.Case, "case", "lower", "upper", "title", "sentence");
        _values.Pattern(link.Pattern);
        _values.Replaced(link.Replace);
        _values.Templates(link.From);
        if (link.From is null && link.Columns is null && link.Flags is null)
        {
            throw _text.At("- ", "A rule for domains or participants has no value to read.", "Give it 'from', 'columns' or 'flags'.");
        }

        _values.Check(link.Code, link.Group, link.GroupName, link.Weight, link.NameLocal, link.Kind, link.Country, link.LineCountry, link.Parent, link.Role, link.Capacity);
        _values.Check(link.OnBehalfOf?.Name, link.OnBehalfOf?.Code, link.OnBehalfOf?.Kind, link.OnBehalfOf?.Country);
        foreach (var kind in new[] { link.Kind, link.OnBehalfOf?.Kind }.OfType<MappingKeys.ValueKeys>())
        {
            Kinds([.. new[] { kind.From, kind.Otherwise == ValueMap.Refuse ? null : kind.Otherwise, kind.Default }.OfType<string>().Where(k => !k.Contains('{')), .. kind.Map?.Values ?? Enumerable.Empty<string>()]);
        }
    }

    private void Relation(MappingKeys.RelationKeys relation)
    {
        _values.Check(relation.To, relation.Kind, relation.Date, relation.Source);
        if (relation.Kind is { From: { } kind, Map: null } && !kind.Contains('{') && !RelationKinds.All.Contains(kind, StringComparer.Ordinal))
        {
            throw _text.At(kind, $"'{kind}' is not a relation.", NearestName.Hint(kind, RelationKinds.All, $"Relations are {string.Join(", ", RelationKinds.All)}."));
        }
    }

    private void Commitment(MappingKeys.CommitmentKeys commitment)
    {
        _values.Check(
            commitment.Code, commitment.Text, commitment.Parties, commitment.Domain, commitment.Due, commitment.Target, commitment.Unit, commitment.Source,
            commitment.Evidence, commitment.EvidenceKind, commitment.AssessedOn, commitment.Assessment, commitment.AssessmentSource);
        _values.Check([.. commitment.Texts?.Values ?? Enumerable.Empty<MappingKeys.ValueKeys>()]);
        foreach (var language in commitment.Texts?.Keys ?? Enumerable.Empty<string>())
        {
            _values.Choice(language, "texts", [.. CommitmentRules.Languages]);
        }
    }

    private void Kinds(IEnumerable<string> kinds)
    {
        foreach (var kind in kinds.Where(k => !ParticipantKinds.All.Contains(k, StringComparer.Ordinal)))
        {
            throw _text.At(kind, $"'{kind}' is not a kind of participant.", NearestName.Hint(kind, ParticipantKinds.All, $"Kinds are {string.Join(", ", ParticipantKinds.All)}."));
        }
    }

    private void Names(MappingKeys keys)
    {
        foreach (var name in (keys.Aliases?.Keys ?? Enumerable.Empty<string>()).Concat((keys.Members ?? []).Select(m => m.Of)))
        {
            if (!Dimensions.Contains(name, StringComparer.Ordinal))
            {
                throw _text.At(name, $"'{name}' has no aliases or members.", NearestName.Hint(name, Dimensions, $"Known names: {string.Join(", ", Dimensions)}."));
            }
        }

        Kinds((keys.Members ?? []).Select(m => m.Kind).OfType<string>());
    }
}
