using System.Globalization;
using Reporting.Engine.Languages;

namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of pages in one language: whole sentences, with <c>{0}</c> and so on for their values. A missing text does not compile.</summary>
public sealed partial record PageCaptions
{
    public static PageCaptions In(Language language) => language.Code switch { "hi" => Hindi, "he" => Hebrew, _ => English };

    /// <summary>A sentence with its values, where no markup is possible.</summary>
    public static string Format(string pattern, params object?[] values) => string.Format(CultureInfo.InvariantCulture, pattern, values);

    /// <summary>"Country and Partner".</summary>
    public string List(IEnumerable<string> items) => items.ToList() switch
    {
        [] => string.Empty,
        [var only] => only,
        [.. var first, var last] => Format(And, string.Join(", ", first), last),
    };

    public required string SkipToContent { get; init; }

    public required string Pages { get; init; }

    public required string Language { get; init; }

    public required string SignIn { get; init; }

    public required string SignOut { get; init; }

    public required string Reports { get; init; }

    public required string Exports { get; init; }

    public required string Subscriptions { get; init; }

    public required string Imports { get; init; }

    public required string Administration { get; init; }

    public required string Connect { get; init; }

    public required string Api { get; init; }

    public required string And { get; init; }

    public required string Choose { get; init; }

    public required string Download { get; init; }

    public required string ReportAsFormat { get; init; }

    public required string SignedIn { get; init; }

    public required string SignedInAs { get; init; }

    public required string SignInWithAccount { get; init; }

    public required string OrWithKey { get; init; }

    public required string ApiKey { get; init; }

    public required string KeyHelp { get; init; }

    public required string SessionHelp { get; init; }

    public required string Unsubscribe { get; init; }

    public required string UnsubscribeQuestion { get; init; }

    public required string IsMailedTo { get; init; }

    public required string Unsubscribed { get; init; }

    public required string NoLongerMailedTo { get; init; }

    public required string UnsubscribedByMistake { get; init; }

    public required FormCaptions Form { get; init; }

    public required ExportCaptions Export { get; init; }

    public required ExploreCaptions Explore { get; init; }

    public required ImportCaptions Import { get; init; }

    public required AdminCaptions Admin { get; init; }

    public required AlertCaptions Alert { get; init; }

    public required CalendarCaptions Calendar { get; init; }

    public required SubscriptionCaptions Subscription { get; init; }

    public required ScheduleCaptions Schedule { get; init; }

    public required DashboardCaptions Dashboard { get; init; }

    public required ConnectCaptions Connecting { get; init; }

    public required EngagementCaptions Engagement { get; init; }

    public required MemberCaptions Member { get; init; }

    public required HomeCaptions Home { get; init; }

    public required EditionCaptions Edition { get; init; }

    public required VerifyCaptions Verify { get; init; }

    public required ChangesCaptions Changes { get; init; }

    public required CommitmentCaptions Commitment { get; init; }

    public required ProblemCaptions Problems { get; init; }

    public required ShellCaptions Shell { get; init; }

    public required ScheduleFormCaptions ScheduleForm { get; init; }
}
