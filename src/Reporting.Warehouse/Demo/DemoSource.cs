namespace Reporting.Warehouse.Demo;

/// <summary>A row of DimSource.</summary>
internal sealed record DemoSource(int Key, string Code, string Publisher, string Title, string? Url, string? PublishedOn);
