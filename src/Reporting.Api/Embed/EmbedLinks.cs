using System.Globalization;
using Reporting.Delivery.Links;

namespace Reporting.Api.Embed;

/// <summary>Signs and reads the links of embedded reports.</summary>
internal sealed class EmbedLinks(LinkSigner signer)
{
    private const string Purpose = "embed";

    public string Sign(EmbedLink link) => signer.Sign(Purpose, string.Create(CultureInfo.InvariantCulture, $"{link.Report} {link.KeyId} {link.Until.ToUnixTimeSeconds()}"));

    /// <summary>Null if the signature is not valid.</summary>
    public EmbedLink? Read(string signed) => signer.Read(Purpose, signed)?.Split(' ') is [var report, var key, var until]
        ? new EmbedLink(report, key, DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)))
        : null;
}

/// <summary>One report with the access rights of one key, until a time.</summary>
internal sealed record EmbedLink(string Report, string KeyId, DateTimeOffset Until);
