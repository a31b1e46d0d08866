using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MimeKit;
using Reporting.Delivery.Mail;

namespace Reporting.Delivery.Tests.Mail;

/// <summary>The SMTP transport against a real server that misbehaves in every phase.</summary>
public sealed class SmtpTransportTests(SharedFaultServer shared) : IClassFixture<SharedFaultServer>, IDisposable
{
    private const string Message = "Message-ID: <one@here>\r\nFrom: a@here.test\r\nTo: b@there.test\r\nSubject: Dots\r\n\r\nA line\r\n.\r\n..two dots\r\n.end of the text\r\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("reporting-carrier-").FullName;

    [SmtpTheory]
    [InlineData("fine", SendState.Accepted, SendPhase.Accepted, true, 1)]
    [InlineData("delay", SendState.Accepted, SendPhase.Accepted, true, 1)]
    [InlineData("put-off", SendState.Postponed, SendPhase.Envelope, false, 0)]
    [InlineData("refuse", SendState.Refused, SendPhase.Envelope, false, 0)]
    [InlineData("drop-before", SendState.Postponed, SendPhase.Envelope, false, 0)]
    [InlineData("put-off-late", SendState.Postponed, SendPhase.Ending, true, 0)]
    [InlineData("refuse-late", SendState.Refused, SendPhase.Ending, true, 0)]
    [InlineData("drop-taken", SendState.Ambiguous, SendPhase.Ending, true, 1)]
    [InlineData("drop-lost", SendState.Ambiguous, SendPhase.Ending, true, 0)]
    public async Task The_result_names_the_phase_that_sending_reached(string recipient, SendState state, SendPhase phase, bool recorded, int accepted)
    {
        var (outcome, before) = await SendAsync(Plain, recipient);
        Assert.Equal((state, phase, recorded), (outcome.State, outcome.Phase, before));
        Assert.Equal(accepted, Taken(recipient).Count);
    }

    [SmtpTheory]
    [InlineData("drop-in")]
    [InlineData("reset-in")]
    public async Task A_connection_that_breaks_during_the_text_is_not_ambiguous(string recipient)
    {
        // The text exceeds the socket buffers, so the disconnect shows before the text is sent and no record is needed.
        var (outcome, before) = await SendAsync(Plain, recipient, Message + string.Concat(Enumerable.Repeat("\r\n" + new string('x', 70), 300_000)) + "\r\n");
        Assert.Equal((SendState.Postponed, SendPhase.Content, false), (outcome.State, outcome.Phase, before));
        Assert.Empty(Taken(recipient));
    }

    // This depends on the order in which MailKit writes a body and the final dot. A new version of MailKit must pass this test.
    [Fact]
    public async Task The_relay_has_the_whole_text_but_no_dot_while_the_record_is_written()
    {
        using var relay = new ScriptedRelay(null);
        var atRecord = string.Empty;
        var outcome = await new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = relay.Port }).SendAsync(
            new Envelope("a@here.test", "b@there.test", "one@here"), Mail(Message), RecordAsync, CancellationToken.None);
        Assert.EndsWith("end of the text\r\n", atRecord, StringComparison.Ordinal);
        Assert.Equal((SendState.Accepted, SendPhase.Accepted), State(outcome));
        Assert.Equal("250 2.0.0 Taken", outcome.Reason);
        Assert.Equal(atRecord + ".\r\nQUIT\r\n", await relay.TextAsync());

        async Task RecordAsync(CancellationToken cancellationToken)
        {
            for (var waited = 0; waited < 300 && !relay.TextSoFar.Contains("end of the text", StringComparison.Ordinal); waited++)
            {
                await Task.Delay(100, cancellationToken);
            }

            // A dot that did not wait would have arrived by now.
            await Task.Delay(300, cancellationToken);
            atRecord = relay.TextSoFar;
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("421 4.3.2 Going down")]
    [InlineData("554 5.7.1 That is enough")]
    public async Task A_relay_that_disconnects_or_replies_while_the_record_is_written_gets_no_dot(string? says)
    {
        using var relay = new ScriptedRelay(says);
        var outcome = await new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = relay.Port }).SendAsync(
            new Envelope("a@here.test", "b@there.test", "one@here"), Mail(Message), _ => relay.BreakAsync(), CancellationToken.None);
        Assert.Equal((SendState.Postponed, SendPhase.Content), State(outcome));
        Assert.Contains(says ?? "closed the connection", outcome.Reason, StringComparison.Ordinal);
        Assert.EndsWith("end of the text\r\n", await relay.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relay_that_replies_too_early_gets_no_dot_and_no_record_is_written()
    {
        using var relay = new ScriptedRelay("421 4.3.2 Going down", early: true);
        var (outcome, before) = await SendAsync(new SmtpOptions { Host = "127.0.0.1", Port = relay.Port }, "b");
        Assert.Equal((SendState.Postponed, SendPhase.Content, false), (outcome.State, outcome.Phase, before));
        Assert.EndsWith("end of the text\r\n", await relay.TextAsync(), StringComparison.Ordinal);
    }

    [SmtpFact]
    public async Task Lines_that_start_with_dots_arrive_unchanged()
    {
        await SendAsync(Plain, "dots");
        Assert.Equal(Message, await File.ReadAllTextAsync(Path.Combine(shared.Server.Store, "one@here.eml")));
        Assert.Equal("a@here.test", Taken("dots").Single().GetProperty("sender").GetString());
    }

    [SmtpTheory]
    [InlineData(false, "PLAIN")]
    [InlineData(false, "LOGIN")]
    [InlineData(true, "PLAIN")]
    public async Task A_password_is_sent_only_by_TLS_to_a_relay_with_a_valid_certificate(bool isImplicit, string mechanism)
    {
        var (file, authority) = Certificate("localhost");
        using var server = await FaultServer.StartAsync(["--certificate", file, "--login", "maya:s3cret", "--mechanism", mechanism, .. isImplicit ? (string[])["--implicit-tls"] : []]);
        var options = new SmtpOptions
        {
            Host = "localhost", Port = server.Port, UserName = "maya", Password = "s3cret", CertificateFile = authority, Security = isImplicit ? SmtpSecurity.ImplicitTls : SmtpSecurity.Auto,
        };
        Assert.Equal(SendState.Accepted, (await SendAsync(options, "fine")).Outcome.State);
        Assert.True(server.Events("accepted").Single().GetProperty("secured").GetBoolean());
        Assert.True(server.Events("login").Single().GetProperty("right").GetBoolean());

        // An administrator must correct a wrong password, so the mail waits.
        options.Password = "wrong";
        var (refused, _) = await SendAsync(options, "fine");
        Assert.Equal((SendState.Postponed, SendPhase.Authenticating), (refused.State, refused.Phase));

        // A certificate for another name, and one of an unknown authority.
        options.Password = "s3cret";
        options.Host = "127.0.0.1";
        Assert.Equal((SendState.Postponed, SendPhase.Securing), State((await SendAsync(options, "fine")).Outcome));
        options.Host = "localhost";
        options.CertificateFile = null;
        Assert.Equal((SendState.Postponed, SendPhase.Securing), State((await SendAsync(options, "fine")).Outcome));
        Assert.Single(server.Events("accepted"));
    }

    [SmtpFact]
    public async Task Without_TLS_nothing_is_sent_if_TLS_is_required()
    {
        var (outcome, _) = await SendAsync(new SmtpOptions { Host = "127.0.0.1", Port = shared.Server.Port, Security = SmtpSecurity.StartTls }, "unprotected");
        Assert.Equal((SendState.Postponed, SendPhase.Securing), State(outcome));
        Assert.Empty(Taken("unprotected"));
    }

    [Fact]
    public async Task A_missing_or_silent_relay_postpones_the_mail()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var (late, _) = await SendAsync(new SmtpOptions { Host = "127.0.0.1", Port = port, TimeoutSeconds = 1 }, "fine");
        Assert.Equal((SendState.Postponed, SendPhase.Greeting), State(late));
        silent.Stop();
        var (away, _) = await SendAsync(new SmtpOptions { Host = "127.0.0.1", Port = port, TimeoutSeconds = 1 }, "fine");
        Assert.Equal((SendState.Postponed, SendPhase.Connecting), State(away));
    }

    [SmtpFact]
    public async Task Without_a_record_before_the_dot_the_mail_is_not_sent()
    {
        var carrier = new SmtpTransport(Plain);
        await Assert.ThrowsAsync<InvalidOperationException>(() => carrier.SendAsync(
            new Envelope("a@here.test", "unwritten@there.test", "one@here"), Mail(Message), _ => throw new InvalidOperationException("The database is away."), CancellationToken.None));
        Assert.Empty(Taken("unwritten"));
    }

    [Fact]
    public async Task An_address_cannot_contain_a_command()
    {
        var carrier = new SmtpTransport(new SmtpOptions { Host = "127.0.0.1", Port = 1 });
        await Assert.ThrowsAsync<ArgumentException>(() => carrier.SendAsync(new Envelope("a@here.test", "b@there.test>\r\nDATA", "one@here"), Mail(Message), _ => Task.CompletedTask, CancellationToken.None));
    }

    [Fact]
    public async Task A_folder_has_one_file_for_a_message_sent_several_times()
    {
        var carrier = new FolderTransport(_folder);
        for (var i = 0; i < 2; i++)
        {
            var outcome = await carrier.SendAsync(new Envelope("a@here.test", "b@there.test", "../one@here"), Mail(Message), _ => Task.CompletedTask, CancellationToken.None);
            Assert.Equal(SendState.Written, outcome.State);
        }

        Assert.Equal(Message, await File.ReadAllTextAsync(Directory.GetFiles(_folder).Single()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static MimeMessage Mail(string text) => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private SmtpOptions Plain => new() { Host = "127.0.0.1", Port = shared.Server.Port };

    private List<JsonElement> Taken(string recipient) => [.. shared.Server.Events("accepted").Where(e => e.GetProperty("recipient").GetString() == recipient + "@there.test")];

    private static (SendState, SendPhase) State(SendResult outcome) => (outcome.State, outcome.Phase);

    private static async Task<(SendResult Outcome, bool Before)> SendAsync(SmtpOptions options, string recipient, string message = Message)
    {
        var before = false;
        var outcome = await new SmtpTransport(options).SendAsync(
            new Envelope("a@here.test", recipient + "@there.test", "one@here"), Mail(message),
            _ =>
            {
                before = true;
                return Task.CompletedTask;
            },
            CancellationToken.None);
        return (outcome, before);
    }

    // A self-signed certificate: key and certificate for the server, and the certificate alone for clients that trust it.
    private (string Both, string Certificate) Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var (both, alone) = (Path.Combine(_folder, "server.pem"), Path.Combine(_folder, "authority.pem"));
        File.WriteAllText(both, key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem());
        File.WriteAllText(alone, certificate.ExportCertificatePem());
        return (both, alone);
    }
}
