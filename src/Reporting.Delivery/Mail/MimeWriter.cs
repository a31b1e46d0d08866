using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Reporting.Delivery.Mail;

/// <summary>
/// Composes a message with System.Net.Mail, by way of its pickup folder: the one place where it gives the bytes away. Texts and files are encoded so that
/// no line is long and nothing in them can be taken for a header or for the end.
/// </summary>
internal static class MimeWriter
{
    private static readonly string[] ForThePickupOnly = ["X-Sender:", "X-Receiver:"];

    public static byte[] Write(MailAddress from, MimeHeaders headers, string subject, string text, string html, IReadOnlyList<MimeAttachment> attachments)
    {
        using var message = new MailMessage { From = from, Subject = subject, SubjectEncoding = Encoding.UTF8 };
        headers.To.ToList().ForEach(message.To.Add);
        headers.Cc.ToList().ForEach(message.CC.Add);
        message.Headers["Message-ID"] = $"<{headers.MessageId}>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        message.Headers["X-Auto-Response-Suppress"] = "All";
        message.Headers["List-Id"] = $"<{headers.ListId}>";
        if (headers.Unsubscribe is { } unsubscribe)
        {
            message.Headers["List-Unsubscribe"] = $"<{unsubscribe}>";
            if (unsubscribe.StartsWith("https:", StringComparison.Ordinal))
            {
                message.Headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click";
            }
        }

        message.AlternateViews.Add(View(text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(html, MediaTypeNames.Text.Html));
        foreach (var attachment in attachments)
        {
            var file = new Attachment(new MemoryStream(attachment.Content.ToArray()), attachment.FileName, attachment.ContentType) { TransferEncoding = TransferEncoding.Base64 };
            file.ContentDisposition!.FileName = attachment.FileName;
            message.Attachments.Add(file);
        }

        return Bytes(message);
    }

    /// <summary>Bytes that a file takes in a message: base64 in lines of 68 letters, and its head.</summary>
    public static long SizeOf(long bytes) => ((bytes + 50) / 51 * 70) + 500;

    // Base64 also for the texts: quoted-printable would break letters of several bytes over lines, which some programs show wrong.
    private static AlternateView View(string text, string type) =>
        new(new MemoryStream(Encoding.UTF8.GetBytes(text)), new ContentType(type) { CharSet = "utf-8" }) { TransferEncoding = TransferEncoding.Base64 };

    private static byte[] Bytes(MailMessage message)
    {
        var folder = Directory.CreateTempSubdirectory("reporting-mail-");
        try
        {
            using (var pickup = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = folder.FullName })
            {
                pickup.Send(message);
            }

            return WithoutPickupHeaders(File.ReadAllBytes(folder.EnumerateFiles().Single().FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // For the server that empties a pickup folder, which would take them out; ours is emptied here.
    private static byte[] WithoutPickupHeaders(byte[] written)
    {
        var start = 0;
        while (ForThePickupOnly.Any(name => written.AsSpan(start).StartsWith(Encoding.ASCII.GetBytes(name))))
        {
            start += written.AsSpan(start).IndexOf("\r\n"u8) + 2;
        }

        return written[start..];
    }
}
