namespace Reporting.Rendering.Renderers;

/// <summary>A finished file, ready to be sent, saved or attached.</summary>
/// <param name="FileName">The file name with its extension.</param>
public sealed record RenderedFile(string FileName, string ContentType, ReadOnlyMemory<byte> Content);
