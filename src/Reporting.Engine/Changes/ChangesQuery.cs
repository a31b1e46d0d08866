using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Changes;

/// <summary>A page of what changed after a data version or since a day.</summary>
/// <param name="Version">Null for a day.</param>
/// <param name="Day">Changes of imports on this day (UTC) and later.</param>
/// <param name="Rights">The value <c>meta.rights</c> of the caller's last answer; null if they keep no copy.</param>
public sealed record ChangesQuery(int? Version, DateOnly? Day, string? After, int Limit, string Language, string? Rights)
{
    public const int DefaultLimit = 200;
    public const int LargestLimit = 1_000;

    /// <summary>Instead of a version or a day: the days before the day of the data, that day included. Where changes are not known so far back, those that are.</summary>
    public int? LastDays { get; init; }

    /// <summary>Keeps engagements that meet all of them in their state before or now.</summary>
    public IReadOnlyList<QueryFilter> Filters { get; init; } = [];

    /// <summary>Reads <c>since</c>: a data version, or a day as yyyy-MM-dd.</summary>
    public static Outcome<(int? Version, DateOnly? Day)> Since(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? (version, (DateOnly?)null)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? ((int?)null, day)
        : new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(text)}' is neither a data version, a day nor an edition.", "Give the number of a data version, such as 3, a day, such as 2025-07-01, or the id of an edition. 0 gives everything.");
}

/// <summary>Where a page of changes ended: the last code, and the version to ask from after all pages.</summary>
internal readonly record struct ChangesMark(int NextSince, string Code)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{NextSince}.{Code}");

    public static Outcome<ChangesMark?> ParseOptional(string? text)
    {
        if (text is null)
        {
            return (ChangesMark?)null;
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new ChangesMark(version, text[(dot + 1)..])
            : new Problem(ErrorCodes.MalformedAfter, $"'{SafeText.Of(text)}' does not mark a place in the list.", "Use the value of 'next' from the previous page.");
    }
}

/// <summary>A page of changes in the order of the codes.</summary>
/// <param name="Since">The data version that is compared with the current one.</param>
/// <param name="NextSince">The data version to ask from next time. All pages of one reading name the same.</param>
/// <param name="Next">The value of <c>after</c> for the next page; null on the last.</param>
/// <param name="Rights">A short name of the caller's access rights and of the model. With other rights a copy is read again from the start.</param>
/// <param name="Reset">True if a copy of that version can only be brought up to date by reading everything again.</param>
public sealed record ChangesPage(
    DataVersion Version, int Since, int NextSince, IReadOnlyList<EngagementChange> Changes, IReadOnlyList<MemberCorrection> Members, string? Next, int Limit, string Rights, bool Reset, Classification Handling);
