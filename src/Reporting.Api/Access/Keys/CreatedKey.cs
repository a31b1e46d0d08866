using System.Globalization;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Access.Keys;

/// <summary>A key that was just made: the only time that its text is known.</summary>
internal sealed record CreatedKey(StoredKey Stored, string Text)
{
    /// <summary>For the audit trail.</summary>
    public string Words => $"id={Stored.Id}&name={Stored.Name}&roles={string.Join(',', Stored.Roles)}" + (Stored.ExpiresAt is { } end ? string.Create(CultureInfo.InvariantCulture, $"&expires={end:yyyy-MM-dd'T'HH:mm:ss'Z'}") : string.Empty);
}
