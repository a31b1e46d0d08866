using System.Net;

namespace Reporting.Api.Tests.Imports;

/// <summary>A body of unknown length that the test ends.</summary>
internal sealed class EndlessBody(byte[]? content = null, bool ended = false) : HttpContent
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Begun => _begun.Task;

    public void End() => _end.TrySetResult();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(content ?? "Code,Title,Start,Type\n"u8.ToArray(), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        _begun.TrySetResult();
        if (!ended)
        {
            await _end.Task.WaitAsync(cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
