namespace Reporting.Warehouse.Demo;

/// <summary>A row of DimParticipant, with the organisation that a person usually acts for and the office held there.</summary>
internal sealed record DemoParticipant(int Key, string Code, string Name, string? NameLocal, string Kind, string Country, int? Parent, int Home = 0, byte[]? Capacity = null)
{
    /// <summary>The name as titles use it.</summary>
    public DemoPhrase? Phrase { get; init; }

    public byte[] CodeText { get; } = System.Text.Encoding.UTF8.GetBytes(Code);
}
