namespace Reporting.Api.Access.Identity;

internal enum CredentialKind
{
    /// <summary>The request has no credential.</summary>
    None,

    /// <summary>An API key in any of its places.</summary>
    Key,

    /// <summary>A bearer token of the provider.</summary>
    Token,

    /// <summary>An empty bearer token, with which Office asks how to sign in.</summary>
    Probe,

    /// <summary>An unsupported scheme.</summary>
    Unknown,
}
