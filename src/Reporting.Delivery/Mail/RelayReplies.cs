using System.Text;
using MailKit;

namespace Reporting.Delivery.Mail;

/// <summary>Records the replies of the relay after DATA. MailKit would take a reply that came too early as the reply to the final dot.</summary>
internal sealed class RelayReplies : IProtocolLogger
{
    private readonly StringBuilder _received = new();
    private bool _isListening;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Returns the text after the reply to DATA; null if there is none.</summary>
    public string? AfterFirst()
    {
        var lines = _received.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        // 354-… continues on the next line; 354 … is the last line.
        var rest = string.Join(' ', lines.SkipWhile(line => line.Length > 3 && line[3] == '-').Skip(1));
        return rest.Length == 0 ? null : rest;
    }

    public void LogClient(byte[] buffer, int offset, int count) => _isListening |= buffer.AsSpan(offset, count).SequenceEqual("DATA\r\n"u8);

    public void LogServer(byte[] buffer, int offset, int count)
    {
        if (_isListening && _received.Length < 4_096)
        {
            _received.Append(Encoding.UTF8.GetString(buffer, offset, count));
        }
    }

    public void LogConnect(Uri uri)
    {
    }

    public void Dispose()
    {
    }
}
