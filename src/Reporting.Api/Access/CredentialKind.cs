namespace Reporting.Api.Access;

internal enum CredentialKind
{
    /// <summary>Nothing was sent.</summary>
    None,

    /// <summary>An API key, wherever it stood.</summary>
    Key,

    /// <summary>A token of the provider.</summary>
    Token,

    /// <summary>A bearer token that is empty: Office asks so how one signs in here.</summary>
    Probe,

    /// <summary>Something that is not known here.</summary>
    Unknown,
}
