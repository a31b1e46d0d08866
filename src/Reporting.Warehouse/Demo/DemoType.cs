using System.Text;

namespace Reporting.Warehouse.Demo;

/// <summary>A type of engagement, prepared for writing.</summary>
internal sealed record DemoType(DemoVocabulary.Type Words, byte[] Code, DemoPhrase[][] Titles, byte[] FirstRole, byte[] SecondRole, byte[] OtherRole)
{
    public bool IsPortCall { get; } = Words.Code == "port-call";

    /// <summary>The side that usually receives the other: 0 or 1.</summary>
    public int HostSide { get; } = Words.SecondRole == "host" ? 1 : 0;

    public static DemoType Of(DemoVocabulary.Type words) => new(
        words,
        Encoding.UTF8.GetBytes(words.Code),
        DemoTitles.Of(words.Code),
        Encoding.UTF8.GetBytes(words.FirstRole),
        Encoding.UTF8.GetBytes(words.SecondRole),
        Encoding.UTF8.GetBytes(words.OtherRole));
}
