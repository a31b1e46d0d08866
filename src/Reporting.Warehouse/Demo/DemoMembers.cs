using System.Text;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Demo;

/// <summary>The keys of the members that engagements refer to.</summary>
internal sealed record DemoMembers(
    IReadOnlyList<int> Domains,
    IReadOnlyList<int> Types,
    IReadOnlyList<IReadOnlyList<DemoPlace>> Places,
    DemoParticipants Participants,
    int FirstEngagement,
    int FirstSource,
    int SourceCount);

/// <summary>A country with its name in titles ("the United States") and its cities.</summary>
internal sealed record DemoCountry(string Code, string Name, IReadOnlyList<string> Cities, bool IsLandlocked);

/// <summary>A row of DimParticipant, with a person's usual organisation and office.</summary>
internal sealed record DemoParticipant(int Key, string Code, string Name, string? NameLocal, string Kind, string Country, int? Parent, int Home = 0, byte[]? Capacity = null)
{
    /// <summary>The name as used in titles.</summary>
    public DemoPhrase? Phrase { get; init; }

    public byte[] CodeText { get; } = System.Text.Encoding.UTF8.GetBytes(Code);
}

/// <summary>A place. <paramref name="In"/> is the end of a title; empty for a country without a city.</summary>
internal sealed record DemoPlace(int Key, byte[] Code, DemoPhrase In)
{
    public static readonly DemoPlace Unknown = new(UnknownMembers.Key, "unknown"u8.ToArray(), new DemoPhrase(""));
}

/// <summary>A row of DimSource.</summary>
internal sealed record DemoSource(int Key, string Code, string Publisher, string Title, string? Url, string? PublishedOn);

/// <summary>A part of a title in UTF-8, in its displayed form and its search form.</summary>
internal sealed class DemoPhrase(string text)
{
    public string Value { get; } = text.Normalize(NormalizationForm.FormC);

    public byte[] Text { get; } = Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormC));

    public byte[] Lower { get; } = Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormC).ToLowerInvariant());
}
