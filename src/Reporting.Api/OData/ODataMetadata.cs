namespace Reporting.Api.OData;

/// <summary>How much an answer says about itself.</summary>
internal enum ODataMetadata
{
    Minimal,
    None,
    Full,
}
