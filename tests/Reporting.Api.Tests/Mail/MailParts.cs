namespace Reporting.Api.Tests.Mail;

/// <summary>The parts of a mail from this service, all of which are base64.</summary>
internal static class MailParts
{
    /// <summary>Texts and files, in their order.</summary>
    public static IEnumerable<byte[]> Of(string message)
    {
        foreach (var part in message.ReplaceLineEndings("\n").Split("\n\n").Select(block => block.Split("\n--")[0].Replace("\n", string.Empty, StringComparison.Ordinal)))
        {
            var bytes = new byte[part.Length];
            if (part.Length > 0 && Convert.TryFromBase64String(part, bytes, out var length))
            {
                yield return bytes[..length];
            }
        }
    }
}
