using System.Text;

namespace Reporting.Warehouse.Demo;

/// <summary>Keys of the members that engagements refer to, as the warehouse has them after the demo's own were added.</summary>
internal sealed record DemoMembers(
    IReadOnlyList<int> Domains,
    IReadOnlyList<int> Types,
    IReadOnlyList<IReadOnlyList<DemoPlace>> Places,
    DemoParticipants Participants,
    int FirstEngagement,
    int FirstSource,
    int SourceCount);

/// <summary>A country as titles name it ("the United States"), its adjective and cities, and from which names its people are made.</summary>
internal sealed record DemoCountry(string Code, string Name, string Adjective, string Names, string LegalForm, IReadOnlyList<string> Cities, bool IsLandlocked);

/// <summary>A row of DimParticipant, with the organisation that a person usually acts for and the office held there.</summary>
internal sealed record DemoParticipant(int Key, string Code, string Name, string? NameLocal, string Kind, string Country, int? Parent, int Home = 0, byte[]? Capacity = null)
{
    /// <summary>The name as titles use it.</summary>
    public DemoPhrase? Phrase { get; init; }

    public byte[] CodeText { get; } = System.Text.Encoding.UTF8.GetBytes(Code);
}

/// <summary>A place; <paramref name="In"/> is how a title ends with it, empty for a country without a city.</summary>
internal sealed record DemoPlace(int Key, byte[] Code, DemoPhrase In)
{
    public static readonly DemoPlace UnknownMembers = new(Members.UnknownMembers.Key, "unknown"u8.ToArray(), new DemoPhrase(""));
}

/// <summary>A row of DimSource.</summary>
internal sealed record DemoSource(int Key, string Code, string Publisher, string Title, string? Url, string? PublishedOn);

/// <summary>A piece of a title in UTF-8, as it reads and as it is searched.</summary>
internal sealed class DemoPhrase(string text)
{
    public string Value { get; } = text.Normalize(NormalizationForm.FormC);

    public byte[] Text { get; } = Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormC));

    public byte[] Lower { get; } = Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormC).ToLowerInvariant());
}
