using MimeKit;

namespace Reporting.Delivery.Mail;

/// <summary>How messages are written, to relays and to files: lines end with CR LF.</summary>
public static class MailFormat
{
    internal static readonly FormatOptions AsItTravels = Make();

    public static byte[] Bytes(this MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(AsItTravels, bytes);
        return bytes.ToArray();
    }

    private static FormatOptions Make()
    {
        var format = FormatOptions.Default.Clone();
        (format.NewLineFormat, format.EnsureNewLine) = (NewLineFormat.Dos, true);
        return format;
    }
}
