namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the page of changes.</summary>
public sealed partial record ChangesCaptions
{
    public required string Title { get; init; }

    /// <summary>The data version.</summary>
    public required string SinceVersion { get; init; }

    public required string Since { get; init; }

    public required string SinceHelp { get; init; }

    public required string Show { get; init; }

    public required string Recoded { get; init; }

    public required string NamesCorrected { get; init; }

    public required string Members { get; init; }

    public required string Nothing { get; init; }

    public required string NoLongerShown { get; init; }

    public required string NotStated { get; init; }

    public required string Field { get; init; }

    public required string Old { get; init; }

    public required string New { get; init; }

    /// <summary>The link from an import and from the overview.</summary>
    public required string WhatChanged { get; init; }

    public required string Parent { get; init; }

    public required string Name { get; init; }
}
