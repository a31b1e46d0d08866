namespace Reporting.Api.OData;

/// <summary>The kind of resource that a URL requests.</summary>
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

    /// <summary>The number of entities, as text.</summary>
    Count,

    /// <summary>The number of elements in a collection, as text.</summary>
    CountOfProperty,
}
