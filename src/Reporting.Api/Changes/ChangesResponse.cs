using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Engine.Changes;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Warehouse.Definitions;

namespace Reporting.Api.Changes;

/// <summary>Net changes between two data versions, in the order of codes.</summary>
/// <param name="Members">Members whose names or other attributes were corrected. Each page has all of them.</param>
public sealed record ChangesResponse(IReadOnlyList<ChangeResponse> Data, IReadOnlyList<MemberChangeResponse> Members, ChangesMetaResponse Meta)
{
    internal static ChangesResponse Of(ChangesPage page) => new(
        [.. page.Changes.Select(c => new ChangeResponse(c.Code, EnumNames.Of(c.Kind), [.. c.Fields.Select(FieldChangeResponse.Of)], c.Engagement))],
        [.. page.Members.Select(m => new MemberChangeResponse(m.Dimension, m.Code, m.Name, [.. m.Fields.Select(f => new MemberFieldChangeResponse(f.Field, (string?)f.Old, (string?)f.New))]))],
        new ChangesMetaResponse(
            page.Since, page.Version.Version, page.Version.AsOf, page.Changes.Count, page.Limit, page.Next, page.NextSince, page.Rights, page.Reset, page.Handling, page.Version.IsInvented));
}

/// <summary>The change of an engagement. A withdrawn one has only its code.</summary>
/// <param name="Changes">Fields with old and new values, of corrected and recoded engagements.</param>
/// <param name="Engagement">As it is now, as in a list of engagements.</param>
public sealed record ChangeResponse(string Code, [property: WordsOf(typeof(ChangeKind))] string Kind, IReadOnlyList<FieldChangeResponse> Changes, ListedEngagement? Engagement);

/// <summary>A corrected member.</summary>
public sealed record MemberChangeResponse(string Dimension, string Code, string Name, IReadOnlyList<MemberFieldChangeResponse> Changes);

/// <summary>A field of a member with its texts before and after.</summary>
public sealed record MemberFieldChangeResponse(string Field, string? Old, string? New);

/// <summary>The compared versions, and where the next request begins.</summary>
/// <param name="Next">The value of <c>after</c> for the next page; null on the last.</param>
/// <param name="NextSince">The value of <c>since</c> for the next reading, after the last page.</param>
/// <param name="Rights">Send it with the next reading. Other access rights then set <c>reset</c>.</param>
/// <param name="Reset">True if a copy must be read again from the start, with <c>since=0</c>.</param>
/// <param name="Invented">Present, and true, if some of the data are invented (demo data).</param>
public sealed record ChangesMetaResponse(
    int Since, long DataVersion, DateTimeOffset? DataAsOf, int Rows, [property: Range(1, ChangesQuery.LargestLimit)] int Limit, string? Next, int NextSince, string Rights, bool Reset, Classification Handling,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Invented);
