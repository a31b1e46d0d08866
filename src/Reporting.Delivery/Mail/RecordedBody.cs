using MimeKit;
using MimeKit.IO;

namespace Reporting.Delivery.Mail;

/// <summary>
/// A message's body that, once all of it is with the relay, waits for the durable record. MailKit sends the final dot after a body has been written, so
/// no dot leaves before the record is on the disk; a record that throws leaves none.
/// </summary>
internal sealed class RecordedBody : MimeEntity
{
    private readonly MimeEntity _body;
    private readonly Action _begins;
    private readonly Func<Task> _record;

    public RecordedBody(MimeEntity body, Action begins, Func<Task> record)
        : base(body.ContentType)
    {
        (_body, _begins, _record) = (body, begins, record);
        TakeHeaders();
    }

    public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
        _body.Prepare(constraint, maxLineLength);
        TakeHeaders();
    }

    public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        // MailKit writes a message twice where the relay wants to know its size beforehand.
        if (stream is MeasuringStream)
        {
            await _body.WriteToAsync(options, stream, contentOnly, cancellationToken);
            return;
        }

        _begins();
        await _body.WriteToAsync(options, stream, contentOnly, cancellationToken);
        // A filtered stream flushes its filters only, not what they write to.
        for (var to = stream; to is not null; to = (to as FilteredStream)?.Source)
        {
            await to.FlushAsync(cancellationToken);
        }

        await _record();
    }

    public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The record is awaited: such a message is sent with SendAsync.");

    private void TakeHeaders()
    {
        Headers.Clear();
        foreach (var header in _body.Headers)
        {
            Headers.Add(header.Clone());
        }
    }
}
