using System.Globalization;
using Dapper;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>Turns a record into a checked engagement, or lists all its errors.</summary>
internal sealed class EngagementCheck(StarMembers members, DeclaredValues stated, ClassificationLevels markings, int thisYear, ImportSession session, RelationCheck relations)
{
    private const decimal MaxAmountUsd = 100_000_000_000m;

    // Generous, because a list of cities or a description of the place is accepted.
    private const int MaxCity = 4000;

    private const string StatedSummary = "SELECT Summary FROM FactEngagement WHERE Code = @Code";

    private const string StatedText = "SELECT t.Summary FROM EngagementText t JOIN FactEngagement f ON f.EngagementKey = t.EngagementKey WHERE f.Code = @Code AND t.Language = @Language";

    private readonly TotalRows _totals = new();

    /// <summary>The engagement; null when there are refusals.</summary>
    public async ValueTask<(CheckedEngagement? Engagement, RecordErrors RecordErrors)> CheckAsync(EngagementRecord record)
    {
        var findings = new RecordErrors(record, stated);
        var row = record.Row;
        var sources = SourceCheck.Check(record, members, findings);
        var statements = StatementCheck.Check(record, sources, members, findings);
        record = StatementCheck.Complete(record, statements, sources, members, findings);
        var start = Date(findings, row, "Start", record.Start);
        var end = record.End.Length == 0 ? start : Date(findings, row, "End", record.End);
        if (!start.IsUnknown && !end.IsUnknown && end.Last < start.First)
        {
            findings.Refuse(row, "End", record.End, $"It is before the start, {record.Start}.", "Swap Start and End, or leave End blank for a single day.");
        }

        PlausibilityWarnings.Look(record, start, end, thisYear, findings);
        var lines = await LineCheck.CheckAsync(record, members, findings);
        var place = Place(findings, record);
        CountryYears.Look(row, place.Country, lines.Lines, members.Countries, start, end, findings);
        var engagement = new CheckedEngagement(row, Required(findings, row, "Code", findings.Text(row, "Code", record.Code, RecordErrors.CodeLength)))
        {
            Title = Required(findings, row, "Title", findings.Text(row, "Title", record.Title, 1000)),
            Summary = await SummaryAsync(record, "Summary", record.Summary, StatedSummary, findings),
            Texts = await TextsAsync(record, findings),
            Start = start,
            End = end,
            Type = EngagementType(findings, record),
            Place = place,
            Headcount = Headcount(findings, row, record.Headcount),
            Amount = Amount(findings, row, record.AmountUsd),
            Handling = findings.OneOf(row, "Handling", record.Handling, markings.Codes) is { Length: > 0 } handling ? handling : markings.Lowest,
            Status = StatusCheck.Check(record, findings),
            Review = ReviewCheck.Check(record, findings),
            Domains = DomainCheck.Check(record, members, findings),
            Participants = lines.Participants,
            Lines = lines.Lines,
            Sources = sources,
            Statements = statements,
            Relations = relations.Check(record, members, findings),
        };
        engagement = engagement with { Commitments = CommitmentCheck.Check(record, engagement, members, findings) };
        _totals.Look(record, engagement, findings);
        return (findings.Errors.Count == 0 ? engagement : null, findings);
    }

    // The template cuts texts that are too long for a cell. An unchanged cut text stands for the whole text in the warehouse.
    private async ValueTask<string?> SummaryAsync(EngagementRecord record, string column, string stated, string wholeText, RecordErrors findings, string? language = null)
    {
        var summary = findings.Text(record.Row, column, stated, int.MaxValue, lines: true);
        if (summary is null || !CutText.IsCut(summary))
        {
            return summary;
        }

        var whole = await session.Connection.QuerySingleOrDefaultAsync<string?>(wholeText, new { record.Code, Language = language }, session.Transaction);
        if (whole is not null && CutText.InCell(whole) == summary)
        {
            return whole;
        }

        findings.Refuse(
            record.Row, column, summary, "The text was cut for a spreadsheet and no longer matches the text of the warehouse.",
            "Write the whole text (as CSV if it is too long for a cell), or restore the template's cell.");
        return summary;
    }

    private async ValueTask<IReadOnlyList<CheckedText>> TextsAsync(EngagementRecord record, RecordErrors findings)
    {
        var texts = new List<CheckedText>();
        foreach (var text in record.Texts)
        {
            texts.Add(new CheckedText(
                text.Language,
                findings.Text(record.Row, "Title." + text.Language, text.Title, 1000),
                await SummaryAsync(record, "Summary." + text.Language, text.Summary, StatedText, findings, text.Language)));
        }

        return texts;
    }

    private static string Required(RecordErrors findings, int row, string column, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            findings.Refuse(row, column, "", "It is blank.", column is "Code" or "Title" ? $"Every engagement needs a {column}." : $"Write 'unknown' where the {column} is not stated.");
        }

        return value ?? "";
    }

    private static PartialDate Date(RecordErrors findings, int row, string column, string value)
    {
        Required(findings, row, column, value);
        if (value == UnknownMembers.Code || value.Length == 0)
        {
            return PartialDate.Unknown;
        }

        if (!PartialDate.TryParse(value, out var date))
        {
            findings.Refuse(row, column, value, "It is not a date.", "Write 2022-06-02, 2024-07 for a month, 2025 for a year, or 'unknown'.");
        }
        else if (date.Year is < DateRows.FirstYear or > DateRows.LastYear)
        {
            findings.Refuse(row, column, value, $"Years from {DateRows.FirstYear} to {DateRows.LastYear} are accepted.", "Check the year.");
            return PartialDate.Unknown;
        }

        return date;
    }

    private GroupedDescription EngagementType(RecordErrors findings, EngagementRecord record)
    {
        var row = record.Row;
        var type = Required(findings, row, "Type", findings.Slug(row, "Type", record.Type));
        var category = findings.Slug(row, "Category", record.Category);
        var name = findings.Text(row, "TypeName", record.TypeName, 400);
        var categoryName = findings.Text(row, "CategoryName", record.CategoryName, 400);
        if (type == UnknownMembers.Code)
        {
            findings.NeedsCode(row, "Type", "Give the type a code, or leave its other columns blank.", ("TypeName", record.TypeName), ("Category", category), ("CategoryName", record.CategoryName));
            return GroupedDescription.Unknown;
        }

        findings.Withhold(row, "Type", type, members.Types.Hidden);
        findings.Withhold(row, "Category", category, members.Types.HiddenGroups);

        if (category.Length == 0)
        {
            findings.NeedsCode(row, "Category", "Write the category's code into Category.", ("CategoryName", record.CategoryName));
        }

        return new GroupedDescription(
            type,
            record.IsTypeOfName ? "" : findings.Declare(row, "TypeName", "type", type, name),
            findings.Declare(row, "Category", "type category", type, category),
            record.IsCategoryOfName ? "" : findings.Declare(row, "CategoryName", "category", category, categoryName))
        {
            NewName = record.IsTypeOfName ? name ?? "" : "",
            NewGroupName = record.IsCategoryOfName ? categoryName ?? "" : "",
        };
    }

    private PlaceDescription Place(RecordErrors findings, EngagementRecord record)
    {
        var country = Country(members.Countries, findings, record.Row, "PlaceCountry", record.PlaceCountry);
        if (findings.Text(record.Row, "City", record.City, MaxCity) is not { } city || city == UnknownMembers.Code)
        {
            return country is "" or UnknownMembers.Code ? PlaceDescription.Unknown : new PlaceDescription(country.ToLowerInvariant(), null, country);
        }

        country = country.Length == 0 ? UnknownMembers.Code : country;
        var slug = TextRules.Broken(city) is null ? Slugs.Of(city) : "-";
        slug = slug.Length > 180 ? $"{slug[..160].TrimEnd('-')}-{CodeGenerator.Hash(slug, 12)}" : slug;
        if (slug.Length == 0)
        {
            findings.Refuse(record.Row, "City", city, "It has no letters and no digits.", "Write the city's name, or leave it blank.");
        }

        return new PlaceDescription($"{country.ToLowerInvariant()}-{slug}", city, country);
    }

    /// <summary>A country's code in the warehouse's spelling; empty when the file states none.</summary>
    public static string Country(CountryCodes countries, RecordErrors findings, int row, string column, string value)
    {
        if (value.Length == 0)
        {
            return "";
        }

        if (countries.Find(value) is { } code)
        {
            return code;
        }

        findings.Refuse(row, column, value, "It is not a known country code.", countries.Hint(value));
        return "";
    }

    /// <summary>A whole number; null when the file states none.</summary>
    public static int? Headcount(RecordErrors findings, int row, string value, string column = "Headcount")
    {
        if (value.Length == 0)
        {
            return null;
        }

        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var headcount))
        {
            return headcount;
        }

        findings.Refuse(row, column, value, "It is not a whole number from 0 to 2,147,483,647.", "Write digits only, or leave it blank when it is not known.");
        return null;
    }

    /// <summary>US dollars; null when the file states none.</summary>
    public static ExactAmount? Amount(RecordErrors findings, int row, string value, string column = "AmountUsd")
    {
        if (value.Length == 0)
        {
            return null;
        }

        if (!decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            findings.Refuse(row, column, value, "It is not an amount.", "Write US dollars such as 1250000 or 1250000.50, without separators or currency signs.");
        }
        else if (Math.Abs(amount) > MaxAmountUsd)
        {
            findings.Refuse(row, column, value, "It is more than 100,000,000,000 US dollars.", "Check the unit: the column holds US dollars, not cents.");
        }
        else if (decimal.Round(amount, ExactAmount.Decimals) != amount)
        {
            findings.Refuse(row, column, value, "It has more than eight decimals.", "Round it.");
        }
        else
        {
            return ExactAmount.Of(amount);
        }

        return null;
    }
}
