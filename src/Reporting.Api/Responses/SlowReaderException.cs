namespace Reporting.Api.Responses;

/// <summary>The client reads a download too slowly, so that other downloads would wait too long.</summary>
internal sealed class SlowReaderException(string message) : IOException(message);
