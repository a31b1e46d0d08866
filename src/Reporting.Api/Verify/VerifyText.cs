using System.Globalization;
using Reporting.Api.Pages.Languages;
using Reporting.Delivery.Verify;
using Reporting.Warehouse.Editions;

namespace Reporting.Api.Verify;

/// <summary>Says in a sentence or two what is known of a file.</summary>
internal static class VerifyText
{
    public static string Of(Verification verification, VerifyCaptions words) => string.Join(' ', Sentences(verification, words).Where(s => s.Length > 0));

    private static IEnumerable<string> Sentences(Verification verification, VerifyCaptions words) => verification switch
    {
        { Report: null } => [words.Unknown],
        { Edition: { } edition } => [Standing(edition, words), Today(verification.Figures, words), edition.Edition.Deleted?.Note ?? edition.Edition.Withdrawn?.Note ?? string.Empty],
        { Report.Edition: { } gone } => [PageCaptions.Format(words.UnknownEdition, gone)],
        _ => OfToday(verification, words),
    };

    private static string Standing(VerifiedEdition verified, VerifyCaptions words) => verified switch
    {
        { Edition.State: EditionState.Final } => PageCaptions.Format(words.FinalEdition, verified.Edition.Id),
        { Edition.State: EditionState.Withdrawn } => PageCaptions.Format(words.WithdrawnEdition, verified.Edition.Id),
        { Edition.State: EditionState.Deleted } => PageCaptions.Format(words.DeletedEdition, verified.Edition.Id),
        { Follower: { } follower } => PageCaptions.Format(words.Followed, follower),
        _ => PageCaptions.Format(words.PreliminaryEdition, verified.Edition.Id),
    };

    private static string Today(FigureComparison? figures, VerifyCaptions words) => figures switch
    {
        { Changed: 0 } => PageCaptions.Format(words.SameToday, Number(figures.Count)),
        { Changed: { } changed } => PageCaptions.Format(changed == 1 ? words.DiffersToday : words.DifferToday, Number(changed), Number(figures.Compared)),
        { Refusal: { } refusal } => $"{words.NotCompared} {refusal}",
        not null => PageCaptions.Format(words.SomeDiffer, Number(figures.Count)),
        null => words.NotCompared,
    };

    private static IEnumerable<string> OfToday(Verification verification, VerifyCaptions words)
    {
        var (version, now) = (verification.Report!.DataVersion, verification.Now.Version);
        var definitions = verification.HasSameDefinitions ? string.Empty : words.OtherDefinitions;
        return verification switch
        {
            { HasSameData: true, HasSameDefinitions: true } => [PageCaptions.Format(words.Current, now)],
            { Figures: { Changed: 0 } figures } => [PageCaptions.Format(figures.IsOfEngagements ? words.SameEngagements : words.Same, version, Number(figures.Count), now), definitions, figures.HasOtherTexts ? words.OtherTexts : string.Empty],
            { Figures: { Changed: { } changed } figures } => [PageCaptions.Format(Changed(figures, words), version, Number(changed), Number(figures.Compared)), definitions],
            { HasSameData: true } => [words.SameData],
            { Figures.Refusal: { } refusal } => [PageCaptions.Format(words.Older, version, now), words.NotCompared, refusal],
            _ => [PageCaptions.Format(words.Older, version, now)],
        };
    }

    private static string Changed(FigureComparison figures, VerifyCaptions words) => (figures.IsOfEngagements, figures.Changed) switch
    {
        (true, 1) => words.ChangedEngagement,
        (true, _) => words.ChangedEngagements,
        (_, 1) => words.ChangedOne,
        _ => words.Changed,
    };

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
