namespace Reporting.Delivery.Mail.Smtp;

/// <summary>What the relay said it can do, in its answer to EHLO.</summary>
internal sealed class SmtpOffers
{
    private readonly HashSet<string> _keywords = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _authentication = new(StringComparer.OrdinalIgnoreCase);

    public static SmtpOffers Of(SmtpReply hello)
    {
        var offers = new SmtpOffers();
        foreach (var words in hello.Lines.Skip(1).Select(line => line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 0))
        {
            offers._keywords.Add(words[0]);
            if (words[0].Equals("AUTH", StringComparison.OrdinalIgnoreCase))
            {
                offers._authentication.UnionWith(words.Skip(1));
            }
        }

        return offers;
    }

    public bool Contains(string keyword) => _keywords.Contains(keyword);

    public bool CanAuthenticateBy(string mechanism) => _authentication.Contains(mechanism);
}
