using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.Engine.Tests.Counting;

/// <summary>The worked examples of the counting rules, as test data and queries.</summary>
internal static class CountingCases
{
    private static readonly CountingCaseFile File = CountingCaseFile.Read();

    public static IReadOnlyList<string> Names => [.. File.Cases.Select(c => c.Name)];

    public static TestData Data() => new([.. File.Engagements.Select(Engagement)]);

    public static CountingCaseFile.CountingCase Named(string name) => File.Cases.Single(c => c.Name == name);

    public static ReportQuery Query(CountingCaseFile.CountingCase asked) => new()
    {
        Measures = asked.Measures,
        By = asked.By,
        Filters = [.. asked.Filters.Select(f => Filter(f.Key, f.Value))],
        Totals = TotalsKind.Grand,
    };

    private static QueryFilter Filter(string name, object value)
    {
        var mode = name.EndsWith("_any", StringComparison.Ordinal) ? FilterMode.Any : name.EndsWith("_all", StringComparison.Ordinal) ? FilterMode.All : FilterMode.Links;
        return new QueryFilter(mode == FilterMode.Links ? name : name[..^4], mode, value is string one ? [one] : [.. ((List<object>)value).Cast<string>()]);
    }

    private static TestEngagement Engagement(CountingCaseFile.EngagementEntry e) => new()
    {
        Code = e.Code,
        Title = e.Code,
        Start = PartialDate.TryParse(e.Start, out var date) ? date : throw new FormatException(e.Start),
        Type = e.Type,
        Category = e.Category,
        PlaceCountry = e.PlaceCountry,
        Headcount = e.Headcount,
        AmountCents = e.AmountCents,
        Sources = e.Sources,
        Domains = [.. e.Domains.Select(d => new TestDomain(d.Key, File.DomainGroups.Single(g => g.Value.Contains(d.Key)).Key, d.Value))],
        Lines = [.. e.Lines.Select(l => new TestLine(l.Participant, l.Kind, l.Organisation, l.Country, l.Role))],
    };
}
