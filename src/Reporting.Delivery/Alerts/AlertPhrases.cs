using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Rendering.Values;

namespace Reporting.Delivery.Alerts;

/// <summary>The sentences of alerts in one language.</summary>
public sealed partial record AlertPhrases
{
    private const int MaxNamed = 3;

    public required string Above { get; init; }

    public required string Below { get; init; }

    public required string Changed { get; init; }

    public required string First { get; init; }

    public required string Silent { get; init; }

    public required string SilentRule { get; init; }

    public required string Matches { get; init; }

    public required string Overdue { get; init; }

    public required string OverdueCommitments { get; init; }

    /// <summary>A commitment and its agreement.</summary>
    public required string CommitmentOf { get; init; }

    public required string Stale { get; init; }

    /// <summary>After the last name of a shortened list.</summary>
    public required string AndMore { get; init; }

    public required string WasBefore { get; init; }

    public required string Engagement { get; init; }

    public required string Date { get; init; }

    public required string Before { get; init; }

    public required string SetUpBy { get; init; }

    public required string ShowFigures { get; init; }

    public required string ShowAlert { get; init; }

    public static AlertPhrases In(string language) => Language.Of(language).Code switch { "hi" => Hindi, "he" => Hebrew, _ => English };

    /// <summary>The condition in words.</summary>
    /// <param name="caption">The caption of the measure.</param>
    /// <param name="by">The captions of the rows' dimensions.</param>
    public string Sentence(AlertCondition condition, string caption, string by) => condition.Kind switch
    {
        AlertKind.Above => Captions.Format(Above, caption, Number(condition.Value)),
        AlertKind.Below => Captions.Format(Below, caption, Number(condition.Value)),
        AlertKind.Changed => Captions.Format(Changed, caption, condition.Percent is { } percent ? Number(percent) + "%" : Number(condition.Value)),
        AlertKind.First => Captions.Format(First, by),
        AlertKind.Silent => Captions.Format(Silent, condition.Months),
        AlertKind.Matches => Matches,
        AlertKind.Overdue => Overdue,
        AlertKind.OverdueCommitments => OverdueCommitments,
        _ => Captions.Format(Stale, condition.Days),
    };

    /// <summary>The condition with what met it: "Engagements is above 10: 12".</summary>
    internal string Headline(AlertCondition condition, AlertFinding finding, IReadOnlyList<AlertItem> items)
    {
        var sentence = Sentence(condition, finding.Caption, finding.By);
        var told = items is [{ Key.Length: 0 } whole]
            ? whole.Value + (whole.Before is { } before ? $" ({Captions.Format(WasBefore, before)})" : string.Empty)
            : string.Join("; ", items.Take(MaxNamed).Select(i => condition.IsOfList || i.Value is null ? i.Label : $"{i.Label} {i.Value}")) + (items.Count > MaxNamed ? " " + Captions.Format(AndMore, items.Count - MaxNamed) : string.Empty);
        return told.Length == 0 ? sentence : $"{sentence}: {told}";
    }

    private static string Number(decimal? number) => (number ?? 0).ToString("#,##0.##", CultureInfo.InvariantCulture);
}
