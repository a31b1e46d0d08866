using MimeKit;

namespace Reporting.Delivery.Mail;

/// <summary>Writes each message as an .eml file: mail programs open them by a double click. The default, so that a first run shows mail without a server.</summary>
public sealed class FolderTransport(string folder) : IMailTransport
{
    public bool IsRepeatable => true;

    public async Task<SendResult> SendAsync(Envelope envelope, MimeMessage message, Func<CancellationToken, Task> beforeEnd, CancellationToken cancellationToken)
    {
        // The stable Message-ID names the file: handing the same row over again replaces it, so a folder never holds a second copy.
        var name = string.Concat(envelope.MessageId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_')) + ".eml";
        var partial = Path.Combine(folder, $".{name}.{Guid.NewGuid():N}.partial");
        try
        {
            Directory.CreateDirectory(folder);
            await using (var file = File.Create(partial))
            {
                await message.WriteToAsync(MailFormat.AsItTravels, file, cancellationToken);
            }

            await beforeEnd(cancellationToken);
            File.Move(partial, Path.Combine(folder, name), overwrite: true);
            return SendResult.Accepted(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SendResult(SendState.PutOff, SendPhase.Content, e.Message);
        }
    }
}
