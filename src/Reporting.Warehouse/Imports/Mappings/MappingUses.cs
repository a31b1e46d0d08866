using Reporting.Warehouse.Definitions;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Refuses keys that have no effect in their place. Their author expects an effect that would be missing from the totals.</summary>
internal sealed class MappingUses(DefinitionText text)
{
    private enum Kind
    {
        Text,
        Date,
        Number,
        Money,
        Country,
    }

    public void Check(MappingKeys keys)
    {
        foreach (var (name, value) in keys.Values ?? [])
        {
            Value(name, value, Kind.Text, isOnce: false);
        }

        Engagement(keys.Engagement);
        foreach (var link in keys.Domains ?? [])
        {
            Link(link);
            Needs(link.NameLocal ?? link.Kind ?? link.Country ?? link.LineCountry ?? link.Parent ?? link.Role ?? link.Capacity ?? link.IfNoCountry ?? link.CountryCodes ?? (object?)link.OnBehalfOf, false,
                "domains:", "A rule for domains has a key that only participants have.", "Keys such as kind, country and role belong to 'participants'.");
        }

        foreach (var link in keys.Participants ?? [])
        {
            Link(link);
            Needs(link.Group ?? link.GroupName ?? link.Weight ?? (object?)link.Primary, false,
                "participants:", "A rule for participants has a key that only domains have.", "group, weight and primary belong to 'domains'.");
        }

        var hasWeight = keys.Domains?.Exists(d => d.Weight is not null) == true;
        Needs(hasWeight ? keys : null, keys.Weights is null or "given", "weight:", $"'weight' has no effect with 'weights: {keys.Weights}'.", "Write 'weights: given', or remove one of the two.");
        foreach (var source in keys.Sources ?? [])
        {
            Each(Kind.Text, false, ("code", source.Code), ("title", source.Title), ("publisher", source.Publisher), ("url", source.Url), ("kind", source.Kind));
            Each(Kind.Date, false, ("published_on", source.PublishedOn));
            Each(Kind.Text, false, [.. (source.States ?? []).Select(state => (state.Key, (MappingKeys.ValueKeys?)state.Value))]);
        }

        foreach (var relation in keys.Relations ?? [])
        {
            Each(Kind.Text, false, ("to", relation.To), ("kind", relation.Kind), ("source", relation.Source));
            Each(Kind.Date, false, ("date", relation.Date));
            (relation.When ?? []).ForEach(Condition);
        }

        foreach (var commitment in keys.Commitments ?? [])
        {
            Commitment(commitment);
        }

        foreach (var condition in keys.Where ?? [])
        {
            Condition(condition);
        }

        foreach (var member in keys.Members ?? [])
        {
            var isDomain = member.Of == "domains";
            Needs(isDomain ? member.Kind ?? member.Country : member.Group ?? member.GroupName, false, member.Name,
                $"The keys of '{member.Name}' do not fit '{member.Of}'.", "Participants have kind and country, domains have group and group_name.");
        }
    }

    private void Engagement(MappingKeys.EngagementKeys e)
    {
        Each(Kind.Text, false, ("code", e.Code));
        Each(
            Kind.Text, true, ("title", e.Title), ("summary", e.Summary), ("type", e.Type), ("type_name", e.TypeName), ("category", e.Category), ("category_name", e.CategoryName),
            ("city", e.City), ("handling", e.Handling), ("status", e.Status), ("review", e.Review), ("reviewed_by", e.ReviewedBy));
        Each(Kind.Text, true, [.. (e.Titles ?? []).Concat(e.Summaries ?? []).Select(text => (text.Key, (MappingKeys.ValueKeys?)text.Value))]);
        Each(Kind.Date, true, ("start", e.Start), ("end", e.End), ("reviewed_on", e.ReviewedOn));
        Each(Kind.Country, true, ("country", e.Country));
        Each(Kind.Number, true, ("headcount", e.Headcount));
        Each(Kind.Money, true, ("amount_usd", e.AmountUsd));
        Needs(e.Category, e.Type is not null, "category:", "'category' belongs to a type, but the mapping has no 'type'.", "For example, add 'type: Agreement'. A type without a category is 'other'.");
        Needs(e.CategoryName, e.Category is not null, "category_name:", "'category_name' needs 'category'.", "'category' alone may also be a name.");
        Needs(e.TypeName, e.Type is not null, "type_name:", "'type_name' needs 'type'.", "'type' alone may also be a name.");
        Needs(e.EndBeforeStart, e.End is not null, "end_before_start:", "'end_before_start' needs 'end'.", "Add 'end', or remove 'end_before_start'.");
        foreach (var (value, i) in MappedValues.Of(e).Select((value, i) => (value, i)))
        {
            Needs(value?.Rows, e.Rows == "many", "rows:", "'rows' beside a value needs 'rows: many' for the engagement.", "Write 'engagement: {rows: many, …}'.");
            if (value?.Rows is { } way && !ManyRows.Ways(i).Contains(way, StringComparer.Ordinal))
            {
                throw text.At(way, $"'{way}' is not a way to combine this value.", $"Known values: {string.Join(", ", ManyRows.Ways(i))}.");
            }
        }
    }

    private void Commitment(MappingKeys.CommitmentKeys commitment)
    {
        Each(
            Kind.Text, false, ("code", commitment.Code), ("text", commitment.Text), ("parties", commitment.Parties), ("domain", commitment.Domain), ("target", commitment.Target), ("unit", commitment.Unit),
            ("source", commitment.Source), ("evidence", commitment.Evidence), ("evidence_kind", commitment.EvidenceKind), ("assessment", commitment.Assessment), ("assessment_source", commitment.AssessmentSource));
        Each(Kind.Text, false, [.. (commitment.Texts ?? []).Select(text => (text.Key, (MappingKeys.ValueKeys?)text.Value))]);
        Each(Kind.Date, false, ("due", commitment.Due), ("assessed_on", commitment.AssessedOn));
        Needs(commitment.Split, commitment.Parties is not null, "split:", "'split' needs 'parties'.", "It separates the codes of several parties.");
        (commitment.When ?? []).ForEach(Condition);
    }

    private void Link(MappingKeys.LinkKeys link)
    {
        Each(
            Kind.Text, false, ("code", link.Code), ("group", link.Group), ("group_name", link.GroupName), ("name_local", link.NameLocal), ("kind", link.Kind), ("parent", link.Parent),
            ("role", link.Role), ("capacity", link.Capacity), ("name", link.OnBehalfOf?.Name), ("code", link.OnBehalfOf?.Code), ("kind", link.OnBehalfOf?.Kind));
        Each(Kind.Number, false, ("weight", link.Weight));
        Each(Kind.Country, false, ("country", link.Country), ("line_country", link.LineCountry), ("country", link.OnBehalfOf?.Country));
        Needs(link.IfNoCountry ?? link.CountryCodes, link.Kind is not null, "if_no_country:", "'if_no_country' and 'country_codes' need 'kind: country'.", "They are for participants that are countries.");
        Needs(link.GroupName, link.Group is not null, "group_name:", "'group_name' needs 'group'.", "'group' alone may also be a name.");
        Needs(link.Keep, link.Split is not null, "keep:", "'keep' needs 'split'.", "It lists names that are not split.");
        Needs(link.FlagValues, link.Flags is not null, "flag_values:", "'flag_values' needs 'flags'.", "It defines the values for yes in the columns of 'flags'.");
        Needs(link.Otherwise, link.Map is not null, "otherwise:", "'otherwise' needs 'map' or 'lookup'.", "It replaces texts that the map does not contain.");
        foreach (var condition in link.When ?? [])
        {
            Condition(condition);
        }
    }

    private void Condition(MappingKeys.ConditionKeys condition) =>
        Needs(
            condition, (condition.Is ?? condition.IsNot ?? condition.Pattern ?? condition.AtLeast ?? condition.AtMost ?? (object?)condition.Blank) is not null, condition.Column,
            $"The condition on '{condition.Column}' is empty.", "Add is, is_not, blank, pattern, at_least or at_most.");

    private void Each(Kind kind, bool isOnce, params ReadOnlySpan<(string Key, MappingKeys.ValueKeys? Value)> values)
    {
        foreach (var (key, value) in values)
        {
            if (value is not null)
            {
                Value(key, value, kind, isOnce);
            }
        }
    }

    private void Value(string key, MappingKeys.ValueKeys v, Kind kind, bool isOnce)
    {
        var parts = v.Year ?? v.Month ?? v.Day;
        var sources = new[] { v.From is not null && v.HashOf is null, v.Columns is not null, v.HashOf is not null, v.FirstOf is not null, parts is not null }.Count(isGiven => isGiven);
        Needs(key, sources > 0 || v.Default is not null, $"{key}:", $"'{key}' has no value to read.", "Give it 'from', 'columns' or 'first_of'.");
        Needs(key, sources <= 1, $"{key}:", $"'{key}' has two ways to read its value.", "Give it one of 'from', 'columns', 'first_of' or, for dates, 'year'. 'first_of' takes the first known value.");
        Needs(v.Month ?? v.Day, v.Year is not null, $"{key}:", $"'{key}' has a month or day without a year.", "Add 'year'.");
        Needs(v.Day, v.Month is not null, $"{key}:", $"'{key}' has a day without a month.", "Add 'month'.");
        Needs(v.Otherwise, v.Map is not null, "otherwise:", "'otherwise' needs 'map' or 'lookup'.", "It replaces texts that the map does not contain. 'default' replaces a missing text.");
        Needs(v.Split, !isOnce, $"{key}:", $"'split' does nothing beside '{key}'.", "It is for lists of domains and participants.");
        Needs(v.Rows, isOnce, $"{key}:", $"'rows' does nothing beside '{key}'.", "It is for what an engagement has once, such as amount_usd.");
        Needs((object?)v.Formats ?? v.Language ?? parts, kind == Kind.Date, $"{key}:", $"'{key}' is not a date.", "formats, language, year, month and day are for dates.");
        Needs(
            v.DecimalMark ?? v.Multiply ?? v.Magnitudes ?? v.Approximate ?? v.Ranges ?? v.Percent ?? (object?)v.Units, kind is Kind.Number or Kind.Money, $"{key}:", $"'{key}' is not a number.",
            "decimal_mark, multiply, magnitudes, approximate, ranges, percent and units are for numbers.");
        Needs(v.Currency ?? v.Rate ?? (object?)v.Rates, kind == Kind.Money, $"{key}:", $"'{key}' is not an amount of money.", "currency, rate and rates are for amount_usd.");
        Needs(v.CountryCodes, kind == Kind.Country, $"{key}:", $"'{key}' is not a country.", "country_codes is for countries, for participants of the kind country, and for the mapping as a whole.");
        Needs(v.FirstOf, !Steps(v), $"{key}:", $"Keys beside 'first_of' of '{key}' have no effect.", "Write them beside each of its values.");
        Needs(v.IfInvalid, kind != Kind.Text, $"{key}:", $"'if_invalid' does nothing beside '{key}'.", "It is for dates, numbers and countries.");
        foreach (var first in v.FirstOf ?? [])
        {
            Value(key, first, kind, isOnce);
        }
    }

    // Dates and numbers use the rules beside each value of first_of.
    private static bool Steps(MappingKeys.ValueKeys v) => (v.Formats ?? v.Language ?? v.DecimalMark ?? v.Multiply ?? v.Magnitudes ?? v.Approximate ?? v.Ranges ?? v.Percent ?? v.Units
        ?? v.Currency ?? v.Rate ?? (object?)v.Rates) is not null;

    private void Needs(object? value, bool isUseful, string word, string message, string hint)
    {
        if (value is not null && !isUseful)
        {
            throw text.At(word, message, hint);
        }
    }
}
