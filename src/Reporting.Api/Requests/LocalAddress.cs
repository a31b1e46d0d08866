namespace Reporting.Api.Requests;

/// <summary>Validates the return address after sign-in. It must be a path of this site, because links can contain any address.</summary>
internal static class LocalAddress
{
    private const int MaxLength = 4_000;

    /// <summary>Returns the address if it is a path of this site, else <paramref name="fallback"/>.</summary>
    public static string Of(string? address, string fallback) =>
        address is { Length: > 0 and < MaxLength } && address[0] == '/' && !(address.Length > 1 && address[1] is '/' or '\\')
        && !address.Any(c => c is < '!' or > '~' or '\\')
            ? address
            : fallback;
}
