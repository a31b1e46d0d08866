namespace Reporting.Api.OData;

/// <summary>The level of metadata in a response.</summary>
internal enum ODataMetadata
{
    Minimal,
    None,
    Full,
}
