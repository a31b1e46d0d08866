using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Mail;

/// <summary>Which addresses mail may go to.</summary>
public sealed partial class MailAddresses(IOptions<MailOptions> options)
{
    private const int Longest = 254;

    private readonly HashSet<string>? domains = options.Value.AllowedDomains is { } text
        ? [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(d => d.TrimStart('@').ToLowerInvariant())]
        : null;

    /// <summary>The address in lower case. Problems: <c>bad-address</c>, <c>domain-not-allowed</c>.</summary>
    public Outcome<string> Read(string text)
    {
        var address = text.Trim().ToLowerInvariant();
        if (address.Length > Longest || !Address().IsMatch(address))
        {
            return new Problem(ErrorCodes.BadAddress, $"'{SafeText.Of(text)}' is not an address.", "Write name@example.org, without a name around it.");
        }

        var domain = address[(address.LastIndexOf('@') + 1)..];
        return domains is null || domains.Contains(domain)
            ? address
            : new Problem(ErrorCodes.DomainNotAllowed, $"Mail may not go to '{SafeText.Of(domain)}'.", $"Allowed are: {string.Join(", ", domains.Order(StringComparer.Ordinal))} (Mail:AllowedDomains).");
    }

    // Letters, digits and the signs that relays agree on; a domain of another script in its ASCII form (xn--…).
    [GeneratedRegex(@"^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
