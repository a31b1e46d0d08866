namespace Reporting.Delivery.Mail;

/// <summary>A mail ready to be handed over, and what is in it.</summary>
/// <param name="Message">As it travels, lines ended by CR LF.</param>
/// <param name="Attached">Names of the files inside.</param>
/// <param name="Linked">Names of the files that are fetched.</param>
public sealed record ComposedMail(
    Envelope Envelope, byte[] Message, string Subject, string Text, string Html, IReadOnlyList<string> Attached, IReadOnlyList<string> Linked);
