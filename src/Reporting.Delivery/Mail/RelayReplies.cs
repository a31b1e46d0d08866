using System.Text;
using MailKit;

namespace Reporting.Delivery.Mail;

/// <summary>Listens to what the relay says after DATA. MailKit would take a reply that came too early for the reply to the final dot.</summary>
internal sealed class RelayReplies : IProtocolLogger
{
    private readonly StringBuilder _heard = new();
    private bool _isListening;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>What came after the reply to DATA; null for nothing.</summary>
    public string? BeyondFirst()
    {
        var lines = _heard.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        // 354-… goes on in the next line, 354 … is the last.
        var beyond = string.Join(' ', lines.SkipWhile(line => line.Length > 3 && line[3] == '-').Skip(1));
        return beyond.Length == 0 ? null : beyond;
    }

    public void LogClient(byte[] buffer, int offset, int count) => _isListening |= buffer.AsSpan(offset, count).SequenceEqual("DATA\r\n"u8);

    public void LogServer(byte[] buffer, int offset, int count)
    {
        if (_isListening && _heard.Length < 4_096)
        {
            _heard.Append(Encoding.UTF8.GetString(buffer, offset, count));
        }
    }

    public void LogConnect(Uri uri)
    {
    }

    public void Dispose()
    {
    }
}
