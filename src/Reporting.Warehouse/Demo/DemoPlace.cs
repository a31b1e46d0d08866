using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Demo;

/// <summary>A place; <paramref name="In"/> is how a title ends with it, empty for a country without a city.</summary>
internal sealed record DemoPlace(int Key, byte[] Code, DemoPhrase In)
{
    public static readonly DemoPlace UnknownMembers = new(Members.UnknownMembers.Key, "unknown"u8.ToArray(), new DemoPhrase(""));
}
