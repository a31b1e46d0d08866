using System.Text;
using MimeKit;

namespace Reporting.Delivery.Mail;

/// <summary>Builds a message with MimeKit. Base64 keeps lines short, and prevents text from being read as a header or as the end of the message.</summary>
internal static class MailMessageBuilder
{
    /// <param name="listId">The same for all mails of a subscription.</param>
    /// <param name="unsubscribe">Address for the unsubscribe button of mail programs; null for none.</param>
    public static MimeMessage Build(string messageId, DateTimeOffset date, MailboxAddress from, IReadOnlyList<string> to, IReadOnlyList<string> cc, string subject, string listId, string? unsubscribe, MimeEntity body)
    {
        var message = new MimeMessage();
        message.Headers.Clear();
        message.MessageId = messageId;
        message.Date = date;
        message.From.Add(from);
        message.To.AddRange(to.Select(address => new MailboxAddress(null, address)));
        message.Cc.AddRange(cc.Select(address => new MailboxAddress(null, address)));
        message.Subject = subject;
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add(HeaderId.ListId, $"<{listId}>");
        if (unsubscribe is not null)
        {
            // Set the raw value: MimeKit would encode a long address, and mail programs would not find it.
            var address = new Header(HeaderId.ListUnsubscribe, string.Empty);
            address.SetRawValue(Encoding.ASCII.GetBytes($" <{unsubscribe}>\r\n"));
            message.Headers.Add(address);
            if (unsubscribe.StartsWith("https:", StringComparison.Ordinal))
            {
                message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        }

        message.MimeVersion = new Version(1, 0);
        message.Body = body;
        return message;
    }

    /// <summary>Combines plain text and HTML, of which a mail program shows one, with the files.</summary>
    public static MimeEntity Body(string text, string html, IEnumerable<MimePart> files)
    {
        var texts = new MultipartAlternative { Text("plain", text), Text("html", html) };
        var all = files.ToList();
        if (all.Count == 0)
        {
            return texts;
        }

        var mixed = new Multipart("mixed") { texts };
        all.ForEach(mixed.Add);
        return mixed;
    }

    public static MimePart File(string name, string contentType, ReadOnlyMemory<byte> content)
    {
        var type = ContentType.Parse(contentType);
        type.Name = name;
        return new MimePart(type)
        {
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = name },
            ContentTransferEncoding = ContentEncoding.Base64,
            Content = new MimeContent(new MemoryStream(content.ToArray(), writable: false)),
        };
    }

    /// <summary>The size of a file in a message: base64 in lines of 76 characters, and the part's headers.</summary>
    public static long SizeOf(long bytes) => ((bytes + 56) / 57 * 78) + 500;

    // Base64 also for the texts: quoted-printable can split a multi-byte character over two lines, which some programs show wrong.
    private static MimePart Text(string subtype, string text) => new("text", subtype)
    {
        ContentType = { Charset = "utf-8" },
        ContentTransferEncoding = ContentEncoding.Base64,
        Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(text))),
    };
}
