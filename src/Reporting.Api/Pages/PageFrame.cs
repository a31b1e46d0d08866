namespace Reporting.Api.Pages;

/// <summary>What every page shows around its own content, and what its forms need.</summary>
/// <param name="PathBase">Stands before every address: a proxy may serve the program below a path.</param>
/// <param name="Person">Who is signed in on the pages; null for nobody.</param>
/// <param name="TokenField">Name of the hidden field without which no form is taken; <paramref name="Token"/> is its value.</param>
public sealed record PageFrame(string PathBase, string Path, string? Person, IReadOnlyList<PageLink> Links, string TokenField, string Token);
