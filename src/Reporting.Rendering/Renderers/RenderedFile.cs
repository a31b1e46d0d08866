namespace Reporting.Rendering.Renderers;

/// <summary>A finished file, ready to be sent, saved or attached.</summary>
/// <param name="FileName">With its extension: says what is inside.</param>
public sealed record RenderedFile(string FileName, string ContentType, ReadOnlyMemory<byte> Content);
