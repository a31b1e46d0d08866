using System.Security.Cryptography;
using MimeKit;
using Reporting.Delivery.Mail;

namespace Reporting.Delivery.Tests.Mail;

/// <summary>Messages as an independent reader sees them.</summary>
public sealed class MailMessageTests(SharedFaultServer shared) : IClassFixture<SharedFaultServer>, IDisposable
{
    private const string Text = "Good morning,\r\n.\r\n..two dots\r\nकुल 12 · סה\"כ 😀";
    private const string Html = "<html lang=\"hi\"><body>.<b>कुल 12</b></body></html>";

    private static readonly DateTimeOffset Date = new(2027, 3, 28, 1, 0, 0, TimeSpan.Zero);
    private static readonly string Subject = "Für Āśā 😀: सहयोग – שיתוף פעולה " + string.Concat(Enumerable.Repeat("and much more ", 14));
    private static readonly string Unsubscribe = "https://reports.example.org/unsubscribe/" + new string('x', 400) + "." + new string('y', 60);

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-message-").FullName;

    [SmtpFact]
    public async Task All_scripts_in_subject_texts_and_file_names_arrive_unchanged()
    {
        string[] names = ["सहयोग वर्ष के अनुसार.pdf", "שיתוף פעולה לפי שנה ותחום, ארוך יותר.xlsx", "plain.csv"];
        var content = RandomNumberGenerator.GetBytes(100_001);
        var mail = await ReadAsync(Build(names.Select(name => MailMessageBuilder.File(name, "application/octet-stream", content))));

        Assert.Empty(mail.GetProperty("defects").EnumerateArray());
        Assert.Equal(0, mail.GetProperty("bare_line_ends").GetInt32());
        Assert.InRange(mail.GetProperty("longest_line").GetInt32(), 1, 998);
        Assert.Equal(Subject.Trim(), mail.Header("Subject")!.Trim());
        Assert.Equal(Text, mail.GetProperty("text").GetString()!.ReplaceLineEndings("\r\n"));
        Assert.Equal(Html, mail.GetProperty("html").GetString());
        Assert.Equal(names, mail.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.All(names, name => Assert.Equal(content, File.ReadAllBytes(Path.Combine(_folder, name))));
    }

    [SmtpFact]
    public async Task The_headers_contain_what_mail_programs_need()
    {
        var mail = await ReadAsync(Build([]));
        Assert.Equal("Message-ID", mail.GetProperty("headers")[0][0].GetString(), ignoreCase: true);
        Assert.Equal("<one@here.test>", mail.GetProperty("headers")[0][1].GetString());
        Assert.Equal("Sun, 28 Mar 2027 01:00:00 +0000", mail.Header("Date"));
        Assert.Equal("Reporting <reporting@here.test>", mail.Header("From"));
        Assert.Equal(("asha@there.test, ben@there.test", "chaya@there.test"), (mail.Header("To"), mail.Header("Cc")));
        Assert.Equal(("auto-generated", "<list.here.test>"), (mail.Header("Auto-Submitted"), mail.Header("List-Id")));
        Assert.Equal($"<{Unsubscribe}>", mail.Header("List-Unsubscribe")!.Replace(" ", string.Empty, StringComparison.Ordinal));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));
        Assert.Equal(["multipart/alternative", "text/plain", "text/html"], mail.GetProperty("structure").EnumerateArray().Select(s => s.GetString()));
    }

    [SmtpFact]
    public async Task A_relay_a_folder_and_a_preview_get_the_same_bytes()
    {
        var message = Build([MailMessageBuilder.File("plain.csv", "text/csv", "a,b\r\n1,2\r\n"u8.ToArray())]);
        var envelope = new Envelope("reporting@here.test", "fine@there.test", "one@here.test");
        var preview = message.Bytes();
        Assert.Equal(SendState.Written, (await new FolderTransport(_folder).SendAsync(envelope, message, _ => Task.CompletedTask, CancellationToken.None)).State);
        var relay = new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = shared.Server.Port });
        Assert.Equal(SendState.Accepted, (await relay.SendAsync(envelope, message, _ => Task.CompletedTask, CancellationToken.None)).State);

        Assert.Equal(preview, await File.ReadAllBytesAsync(Directory.GetFiles(_folder, "*.eml").Single()));
        Assert.Equal(preview, await File.ReadAllBytesAsync(Path.Combine(shared.Server.Store, "one@here.test.eml")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(57)]
    [InlineData(100_000)]
    [InlineData(5_000_001)]
    public void A_file_takes_at_most_its_estimated_size(int bytes)
    {
        var without = Build([]).Bytes().Length;
        var taken = Build([MailMessageBuilder.File("a-report-with-a-usual-name-2027.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", new byte[bytes])]).Bytes().Length - without;
        Assert.InRange(MailMessageBuilder.SizeOf(bytes) - taken, 0, 500);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static MimeMessage Build(IEnumerable<MimePart> files) => MailMessageBuilder.Build(
        "one@here.test", Date, MailboxAddress.Parse("Reporting <reporting@here.test>"), ["asha@there.test", "ben@there.test"], ["chaya@there.test"], Subject, "list.here.test", Unsubscribe,
        MailMessageBuilder.Body(Text, Html, files));

    private async Task<System.Text.Json.JsonElement> ReadAsync(MimeMessage message)
    {
        var eml = Path.Combine(_folder, "message");
        await File.WriteAllBytesAsync(eml, message.Bytes());
        return await MailReader.ReadAsync(eml, _folder);
    }
}
