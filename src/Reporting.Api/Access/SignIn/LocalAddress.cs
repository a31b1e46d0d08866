namespace Reporting.Api.Access.SignIn;

/// <summary>Where a person goes after signing in: never to another site, whatever the link said that brought them.</summary>
internal static class LocalAddress
{
    private const int Longest = 4_000;

    /// <summary>The address where it is a path of this site, else <paramref name="otherwise"/>.</summary>
    public static string Of(string? address, string otherwise) =>
        address is { Length: > 0 and < Longest } && address[0] == '/' && !(address.Length > 1 && address[1] is '/' or '\\')
        && !address.Any(c => c is < '!' or > '~' or '\\')
            ? address
            : otherwise;
}
