using MimeKit;

namespace Reporting.Delivery.Mail;

/// <summary>Writes each message as an .eml file, which mail programs open. It is the default, so that a first run needs no mail server.</summary>
public sealed class FolderTransport(string folder) : IMailTransport
{
    public bool IsRepeatable => true;

    public async Task<SendResult> SendAsync(Envelope envelope, MimeMessage message, Func<CancellationToken, Task> beforeEnd, CancellationToken cancellationToken)
    {
        // The Message-ID names the file. Sending the same delivery again replaces the file, so the folder never holds a duplicate.
        var name = string.Concat(envelope.MessageId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_')) + ".eml";
        var partial = Path.Combine(folder, $".{name}.{Guid.NewGuid():N}.partial");
        try
        {
            Directory.CreateDirectory(folder);
            await using (var file = File.Create(partial))
            {
                await message.WriteToAsync(MailFormat.WireFormat, file, cancellationToken);
            }

            await beforeEnd(cancellationToken);
            File.Move(partial, Path.Combine(folder, name), overwrite: true);
            return SendResult.Written(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SendResult(SendState.Postponed, SendPhase.Content, e.Message);
        }
    }
}
