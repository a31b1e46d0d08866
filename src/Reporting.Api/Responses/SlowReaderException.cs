namespace Reporting.Api.Responses;

/// <summary>The client reads a download so slowly that others wait too long for their turn.</summary>
internal sealed class SlowReaderException(string message) : IOException(message);
