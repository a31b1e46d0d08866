using Reporting.Warehouse.Operations;

namespace Reporting.Api.Access.Keys;

/// <summary>A key that was just made: the only time that its text is known.</summary>
internal sealed record MadeKey(StoredKey Stored, string Text);
