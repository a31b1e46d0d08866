namespace Reporting.Delivery.Mail.Smtp;

/// <summary>An answer of the relay: its code and all its lines (RFC 5321, section 4.2).</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;

    public bool IsForGood => Code is >= 500 and < 600;

    public override string ToString() => $"{Code} {string.Join(' ', Lines)}".Trim();
}
