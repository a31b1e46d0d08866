namespace Reporting.Delivery.Exports;

/// <summary>Why a job failed, as it was said then: a code of docs/errors.md, what is wrong, what to do.</summary>
public sealed record ExportError(string Code, string Message, string Hint);
