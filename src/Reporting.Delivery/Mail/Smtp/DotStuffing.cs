namespace Reporting.Delivery.Mail.Smtp;

/// <summary>A line that begins with a dot gets a second one, so that none is taken for the end (RFC 5321, section 4.5.2).</summary>
internal static class DotStuffing
{
    /// <summary>The message as it is sent after DATA, without the final dot; its last line is ended.</summary>
    public static byte[] Of(ReadOnlySpan<byte> message)
    {
        // Texts and files in base64 have no such line.
        if (message.IndexOf("\n."u8) < 0 && !message.StartsWith("."u8) && message.EndsWith("\n"u8))
        {
            return message.ToArray();
        }

        var stuffed = new List<byte>(message.Length + 64);
        var atLineStart = true;
        foreach (var b in message)
        {
            if (atLineStart && b == '.')
            {
                stuffed.Add((byte)'.');
            }

            stuffed.Add(b);
            atLineStart = b == '\n';
        }

        if (!atLineStart)
        {
            stuffed.AddRange("\r\n"u8);
        }

        return [.. stuffed];
    }
}
