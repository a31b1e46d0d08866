using System.Globalization;
using Reporting.Warehouse.Imports.Countries;
using Reporting.Warehouse.Imports.Numbers;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Adds the domains, participants, sources, relations and commitments of a row to its record.</summary>
internal sealed class MappedLinks
{
    private readonly MemberNames _names;
    private readonly MappedCells _cells;
    private readonly MappedRow _row;
    private readonly string? _weights;
    private readonly List<LinkReader> _domains;
    private readonly List<LinkReader> _participants;
    private readonly MappedSources _sources;
    private readonly MappedRelations _relations;
    private readonly MappedCommitments _commitments;

    public MappedLinks(Mapping mapping, MappedCells cells, MemberNames names, MappedRow row)
    {
        (_names, _cells, _row, _weights) = (names, cells, row, mapping.Keys.Weights);
        _domains = (mapping.Keys.Domains ?? []).ConvertAll(keys => new LinkReader(keys, cells, names, "domains"));
        _participants = (mapping.Keys.Participants ?? []).ConvertAll(keys => new LinkReader(keys, cells, names, "participants"));
        _sources = new MappedSources(mapping, cells);
        _relations = new MappedRelations(mapping, cells, row);
        _commitments = new MappedCommitments(mapping, cells, row);
    }

    public void Add(EngagementRecord record)
    {
        foreach (var rule in _domains)
        {
            foreach (var item in rule.Items())
            {
                AddDomain(record, rule, item);
            }
        }

        if (_weights == "primary")
        {
            MarkPrimary(record);
        }

        foreach (var rule in _participants)
        {
            foreach (var item in rule.Items())
            {
                AddLine(record, rule, item);
            }
        }

        _sources.Add(record, _cells.Number);
        _relations.Add(record);
        _commitments.Add(record);
    }

    private static string Code(string of, string name, string given) => given.Length > 0 ? CodeGenerator.Of(given) : of.Length > 0 ? of : CodeGenerator.Of(name);

    private void AddDomain(EngagementRecord record, LinkReader rule, LinkItem item)
    {
        if (item.Name is "" or UnknownMembers.Code)
        {
            AddDomain(record, new DomainRecord(_cells.Number, UnknownMembers.Code, "", "", "", Weight(record, rule, item), "") { WeightColumn = WeightColumn(rule) });
            return;
        }

        var member = _names.Find("domains", item.Name);
        var given = rule.Read(rule.Code, item);
        var group = member?.Group ?? rule.Read(rule.Group, item);
        var groupName = member?.GroupName ?? rule.Read(rule.GroupName, item);
        AddDomain(record, new DomainRecord(
            _cells.Number,
            Code(member?.Code ?? "", member?.Name ?? item.Name, given),
            member?.Name ?? item.Name,
            CodeGenerator.OrBlank(group),
            group.Length == 0 ? "" : groupName.Length > 0 ? groupName : group,
            Weight(record, rule, item),
            rule.IsPrimary && !record.Domains.Exists(d => d.Primary == "1") ? "1" : "")
        {
            IsCodeOfName = member is null && given.Length == 0,
            IsGroupOfName = groupName.Length == 0,
            WeightColumn = WeightColumn(rule),
        });
    }

    private static string WeightColumn(LinkReader rule) => rule.Weight?.Column is { Length: > 0 } column ? column : "Weight";

    // A domain named twice becomes one link with the sum of both weights.
    private static void AddDomain(EngagementRecord record, DomainRecord domain)
    {
        var index = record.Domains.FindIndex(d => d.Domain == domain.Domain);
        if (index < 0)
        {
            record.Domains.Add(domain);
            return;
        }

        var known = record.Domains[index];
        if (decimal.TryParse(known.Weight, CultureInfo.InvariantCulture, out var one) && decimal.TryParse(domain.Weight, CultureInfo.InvariantCulture, out var other))
        {
            record.Domains[index] = known with { Weight = (one + other).ToString(CultureInfo.InvariantCulture) };
        }
    }

    private string Weight(EngagementRecord record, LinkReader rule, LinkItem item)
    {
        var text = _weights is "equal" or "primary" ? "" : rule.Read(rule.Weight, item);
        if (text.Length == 0)
        {
            return "";
        }

        var read = NumberReader.Read(text, NumberValue.RulesOf(rule.Weight!.Keys) with { Percent = rule.Weight.Keys.Percent ?? "number" });
        if (read.Reason is null)
        {
            return decimal.Round(read.Number * (rule.Weight.Keys.Multiply ?? 1), 6).ToString(CultureInfo.InvariantCulture);
        }

        _row.Refuse(record, rule.Weight.Column, text, $"It is not a weight. {read.Reason}", $"Weights are relative numbers such as 2 and 1, or 75 % and 25 %. {read.Hint}");
        return "";
    }

    private static void MarkPrimary(EngagementRecord record)
    {
        var primary = Math.Max(record.Domains.FindIndex(d => d.Primary == "1"), 0);
        for (var i = 0; i < record.Domains.Count; i++)
        {
            record.Domains[i] = record.Domains[i] with { Weight = i == primary ? "1" : "0" };
        }
    }

    private void AddLine(EngagementRecord record, LinkReader rule, LinkItem item)
    {
        var (organisation, organisationCode, isOrganisationCodeOfName, organisationKind, organisationCountry) = Organisation(record, rule, item);
        var role = _names.Resolve("roles", rule.Read(rule.Role, item));
        var line = new ParticipationRecord(_cells.Number)
        {
            Role = CodeGenerator.OrBlank(role),
            Capacity = rule.Read(rule.Capacity, item),
            Country = _row.Country(record, rule.Read(rule.LineCountry, item), rule.LineCountry),
            Organisation = organisationCode,
            OrganisationName = organisation,
            OrganisationKind = organisationKind,
            OrganisationCountry = organisationCountry,
            IsOrganisationCodeOfName = isOrganisationCodeOfName,
        };
        line = item.Name is "" or UnknownMembers.Code ? line with { Participant = UnknownMembers.Code } : Named(record, rule, item, line);
        if (!record.Lines.Exists(other => other with { Row = line.Row } == line))
        {
            record.Lines.Add(line);
        }
    }

    private ParticipationRecord Named(EngagementRecord record, LinkReader rule, LinkItem item, ParticipationRecord line)
    {
        var member = _names.Find("participants", item.Name);
        var given = rule.Read(rule.Code, item);
        var kind = member?.Kind ?? rule.Read(rule.Kind, item);
        var (name, country) = (member?.Name ?? item.Name, member?.Country ?? "");
        if (kind == ParticipantKinds.Country)
        {
            // Replaces the file's spelling with the country's one name and code.
            if (Found(record, rule, item, country.Length > 0 ? country : name, isOfFile: country.Length == 0) is { } found)
            {
                (name, country) = member is not null ? (name, found) : (_row.Countries.NameOf(found), found);
            }
            else if (rule.IfNoCountry == UnknownMembers.Code)
            {
                _row.Warn(record, $"'{TextRules.Short(item.Name)}' is not a known country; its line has an unknown participant.");
                return line with { Participant = UnknownMembers.Code };
            }
            else if (rule.IfNoCountry == "refuse")
            {
                return line with { Participant = UnknownMembers.Code };
            }
            else
            {
                (kind, country) = (rule.IfNoCountry, "");
            }
        }

        if (country.Length == 0)
        {
            country = _row.Country(record, rule.Read(rule.Country, item), rule.Country);
        }
        else if (member is not null)
        {
            country = _row.Country(record, country, rule.Country);
        }

        var parent = rule.Read(rule.Parent, item);
        return line with
        {
            Participant = Code(member?.Code ?? "", name, given),
            Name = name,
            NameLocal = rule.Read(rule.NameLocal, item),
            Kind = kind,
            ParticipantCountry = country,
            Parent = CodeGenerator.OrBlank(parent),
            IsCodeOfName = member is null && given.Length == 0,
        };
    }

    // Null when it is not a country. The row is refused, unless the rule states an alternative.
    private string? Found(EngagementRecord record, LinkReader rule, LinkItem item, string text, bool isOfFile)
    {
        var own = isOfFile ? rule.CountryCodes : CodeScheme.Iso;
        var found = _row.Countries.Find(text, own, item.Column, out var reason);
        if (found is null && rule.IfNoCountry == "refuse")
        {
            var advice = "Add it to 'aliases: countries:' of the mapping, or set 'if_no_country' to unknown or to a kind such as international-organisation.";
            _row.Refuse(record, item.Column, item.Name, reason, $"{_row.Countries.Hint(text, own)} {advice}");
        }

        if (found is not null && rule.Country is { } beside && rule.Read(beside, item) is { Length: > 0 } stated && _row.Countries.Find(stated, beside.Keys.CountryCodes, beside.Column, out _) is { } other && other != found)
        {
            _row.Refuse(
                record, beside.Column, stated, $"It is {_row.Countries.NameOf(other)}, and '{TextRules.Short(item.Name)}' is {_row.Countries.NameOf(found)}.",
                "Correct one of them, or name the list of the codes with 'country_codes' (iso, cow, gw or fips).");
        }

        return found;
    }

    private (string Name, string Code, bool IsCodeOfName, string Kind, string Country) Organisation(EngagementRecord record, LinkReader rule, LinkItem item)
    {
        var name = _names.Resolve("participants", rule.Read(rule.Organisation, item));
        if (name.Length == 0)
        {
            return ("", "", false, "", "");
        }

        var member = _names.Find("participants", name);
        var given = rule.Read(rule.OrganisationCode, item);
        var country = member?.Country ?? rule.Read(rule.OrganisationCountry, item);
        return (
            member?.Name ?? name, Code(member?.Code ?? "", member?.Name ?? name, given), member is null && given.Length == 0,
            member?.Kind ?? rule.Read(rule.OrganisationKind, item), _row.Country(record, country, rule.OrganisationCountry));
    }
}
