namespace Reporting.Api.OData;

/// <summary>What a URL asks for.</summary>
internal enum ODataQueryKind
{
    /// <summary>Entities of a set.</summary>
    Rows,

    /// <summary>One entity.</summary>
    One,

    /// <summary>One value, in JSON.</summary>
    Property,

    /// <summary>One value, as text.</summary>
    Value,

    /// <summary>How many entities there are, as text.</summary>
    Count,

    /// <summary>How many elements one collection has, as text.</summary>
    CountOfProperty,
}
