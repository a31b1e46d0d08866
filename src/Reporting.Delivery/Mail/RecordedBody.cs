using MimeKit;
using MimeKit.IO;

namespace Reporting.Delivery.Mail;

/// <summary>
/// A message body that writes the durable record after its last byte. MailKit sends the final dot after the body, so the record is on the disk before the dot.
/// If the record throws, the dot is not sent.
/// </summary>
internal sealed class RecordedBody : MimeEntity
{
    private readonly MimeEntity _body;
    private readonly Action _onStart;
    private readonly Func<Task> _record;

    public RecordedBody(MimeEntity body, Action onStart, Func<Task> record)
        : base(body.ContentType)
    {
        (_body, _onStart, _record) = (body, onStart, record);
        CopyHeaders();
    }

    public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
        _body.Prepare(constraint, maxLineLength);
        CopyHeaders();
    }

    public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        // MailKit writes a message twice when the relay asks for its size first.
        if (stream is MeasuringStream)
        {
            await _body.WriteToAsync(options, stream, contentOnly, cancellationToken);
            return;
        }

        _onStart();
        await _body.WriteToAsync(options, stream, contentOnly, cancellationToken);
        // A filtered stream flushes its filters, but not its source.
        for (var target = stream; target is not null; target = (target as FilteredStream)?.Source)
        {
            await target.FlushAsync(cancellationToken);
        }

        await _record();
    }

    public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Use SendAsync: the record is written asynchronously.");

    private void CopyHeaders()
    {
        Headers.Clear();
        foreach (var header in _body.Headers)
        {
            Headers.Add(header.Clone());
        }
    }
}
