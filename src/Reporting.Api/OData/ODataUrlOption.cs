namespace Reporting.Api.OData;

/// <summary>A query option, and how it was written.</summary>
internal sealed record ODataUrlOption(string Name, string Value, string Raw);
