namespace Reporting.Warehouse.Imports.Records;

/// <summary>The fields of an engagement about which sources may state a value each (decision 0071).</summary>
public static class StatedFields
{
    public const string Start = "start";
    public const string End = "end";
    public const string City = "city";
    public const string Country = "country";
    public const string Headcount = "headcount";
    public const string AmountUsd = "amount_usd";

    public static readonly IReadOnlyList<string> All = [Start, End, City, Country, Headcount, AmountUsd];
}
