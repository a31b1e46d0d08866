using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Reporting.Delivery.Mail;

/// <summary>Connects to the mail relay and signs in, without sending a mail.</summary>
public static class RelayProbe
{
    private const int MaxSeconds = 10;

    /// <summary>Why mail cannot be handed over; null if the relay is ready.</summary>
    public static async Task<string?> FailureAsync(SmtpOptions options, CancellationToken cancellationToken)
    {
        using var session = new SmtpSession(new SmtpOptions
        {
            Host = options.Host, Port = options.Port, Security = options.Security, UserName = options.UserName, Password = options.Password, CertificateFile = options.CertificateFile,
            TimeoutSeconds = Math.Min(options.TimeoutSeconds, MaxSeconds),
        });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(MaxSeconds + 5));
        try
        {
            await session.ConnectAsync(limit.Token);
            await session.AuthenticateAsync(limit.Token);
            await session.QuitAsync();
            return null;
        }
        catch (Exception e) when (IsFailure(e) || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return $"{Of(session.Phase)}: {e.Message.Split('\n')[0].Trim()}";
        }
    }

    private static string Of(SendPhase phase) => phase switch
    {
        SendPhase.Connecting => "The relay cannot be reached",
        SendPhase.Greeting or SendPhase.Securing => "The relay does not accept the connection",
        _ => "The relay refuses the sign-in",
    };

    private static bool IsFailure(Exception e) => SmtpTransport.IsConnectionFailure(e) || e is SmtpCommandException or ServiceNotAuthenticatedException or SslHandshakeException;
}
