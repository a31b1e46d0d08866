using System.IO.Compression;
using System.Text.Json;
using Reporting.Engine.Engagements;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Outbox;

/// <summary>
/// The engagements behind a mail as its recipients see them. The next mail is compared with them, so it names no change that its recipients may not see.
/// </summary>
/// <param name="Form">The form of the hashes. Those of different forms are not compared.</param>
/// <param name="Filters">The filters in words. A mail about another period has other engagements, which must not count as changes.</param>
public sealed record MailedEngagements(int Form, string Filters, IReadOnlyList<MailedEngagement> All)
{
    /// <summary>Mails about more engagements are not compared.</summary>
    public const int Max = 20_000;

    private const int CurrentForm = 1;

    /// <summary>Reads them; null if there are more than <see cref="Max"/>. <c>HasMoved</c> is true if the data version has changed.</summary>
    public static async Task<(MailedEngagements? All, bool HasMoved)> ReadAsync(EngagementStream stream, long version, CancellationToken cancellationToken)
    {
        if (stream.Page.Version.Version != version || stream.Page.Count > Max)
        {
            return (null, stream.Page.Version.Version != version);
        }

        var all = new List<MailedEngagement>();
        try
        {
            await foreach (var batch in stream.ReadAsync(cancellationToken))
            {
                all.AddRange(batch.Select(MailedEngagement.Of));
            }
        }
        catch (DataVersionChangedException)
        {
            return (null, true);
        }

        return (new MailedEngagements(CurrentForm, stream.Page.Filters, all), false);
    }

    public string Pack()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            JsonSerializer.Serialize(zip, this);
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    public static MailedEngagements Unpack(string packed)
    {
        using var zip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<MailedEngagements>(zip)!;
    }
}

/// <summary>One engagement of a mail.</summary>
/// <param name="Hash">Equal as long as the recipients see the same of it.</param>
/// <param name="Start">The start date in words.</param>
public sealed record MailedEngagement(string Code, string Hash, string Start, string Title)
{
    private const int HashLength = 16;

    // Codes instead of names: a renamed domain or a new translation corrects no engagement. Masked fields have equal values for all engagements.
    public static MailedEngagement Of(ListedEngagement engagement) => new(
        engagement.Code,
        Sha256.Of(JsonSerializer.Serialize(new
        {
            engagement.Title,
            engagement.Summary,
            engagement.StartLabel,
            engagement.EndLabel,
            Type = engagement.Type.Code,
            engagement.City,
            Country = engagement.PlaceCountry.Code,
            engagement.Handling,
            engagement.Headcount,
            engagement.AmountUsd,
            Domains = engagement.Domains.Select(d => new { d.Code, d.Weight, d.IsPrimary }),
            Participants = engagement.Participants.Select(p => new { p.Code, Organisation = p.Organisation?.Code, Country = p.Country.Code, p.Role, p.Capacity }),
            Sources = engagement.Sources.Select(s => s.Code),
        }))[..HashLength],
        engagement.StartLabel,
        engagement.Title);
}
