using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Mail;

/// <summary>Validates recipient addresses.</summary>
public sealed partial class MailAddresses(IOptions<MailOptions> options)
{
    private const int MaxLength = 254;

    private readonly HashSet<string>? _domains = options.Value.AllowedDomains is { } text
        ? [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(d => d.TrimStart('@').ToLowerInvariant())]
        : null;

    /// <summary>Returns the address in lower case. Problems: <c>bad-address</c>, <c>domain-not-allowed</c>.</summary>
    public Outcome<string> Read(string text)
    {
        var address = text.Trim().ToLowerInvariant();
        if (address.Length > MaxLength || !Address().IsMatch(address))
        {
            return new Problem(ErrorCodes.BadAddress, $"'{SafeText.Of(text)}' is not an address.", "Write the address alone, such as name@example.org.");
        }

        var domain = address[(address.LastIndexOf('@') + 1)..];
        return _domains is null || _domains.Contains(domain)
            ? address
            : new Problem(ErrorCodes.DomainNotAllowed, $"Mail may not go to '{SafeText.Of(domain)}'.", $"Allowed domains: {string.Join(", ", _domains.Order(StringComparer.Ordinal))} (Mail:AllowedDomains).");
    }

    // The characters that all relays accept. A domain in another script has its ASCII form (xn--…).
    [GeneratedRegex(@"^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
