namespace Reporting.Warehouse.Demo;

/// <summary>A country as titles name it ("the United States"), its adjective and cities, and from which names its people are made.</summary>
internal sealed record DemoCountry(string Code, string Name, string Adjective, string Names, string LegalForm, IReadOnlyList<string> Cities, bool IsLandlocked);
