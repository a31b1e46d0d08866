namespace Reporting.Warehouse.Demo;

/// <summary>A few sources of very many engagements: one yearbook for each year.</summary>
internal static class DemoYearbooks
{
    public const int Count = DemoDates.LastYear - DemoDates.FirstYear + 1;

    public static IEnumerable<DemoSource> All(int firstKey) => Enumerable.Range(0, Count).Select(i => new DemoSource(
        firstKey + i,
        $"demo-yearbook-{DemoDates.FirstYear + i}",
        "Publisher M",
        $"Yearbook of invented engagements {DemoDates.FirstYear + i}",
        $"https://example.org/demo-yearbook-{DemoDates.FirstYear + i}",
        $"{DemoDates.FirstYear + i}-12-31"));
}
