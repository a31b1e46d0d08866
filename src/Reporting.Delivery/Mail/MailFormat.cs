using MimeKit;

namespace Reporting.Delivery.Mail;

/// <summary>How messages are written to relays and files: lines end with CR LF.</summary>
public static class MailFormat
{
    internal static readonly FormatOptions WireFormat = Create();

    public static byte[] Bytes(this MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(WireFormat, bytes);
        return bytes.ToArray();
    }

    private static FormatOptions Create()
    {
        var format = FormatOptions.Default.Clone();
        (format.NewLineFormat, format.EnsureNewLine) = (NewLineFormat.Dos, true);
        return format;
    }
}
