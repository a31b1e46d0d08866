namespace Reporting.Engine.Languages;

/// <summary>Captions of the variants of a measure, and sentences that explain a definition: whole patterns, so that each language has its own order of words.</summary>
public sealed partial record MeasurePhrases
{
    public required string Previous { get; init; }

    public required string PreviousYear { get; init; }

    public required string Change { get; init; }

    public required string ChangePct { get; init; }

    public required string ToDate { get; init; }

    public required string Rolling { get; init; }

    public required string Running { get; init; }

    public required string Share { get; init; }

    public required string ShareOfRow { get; init; }

    public required string ShareOfColumn { get; init; }

    public required string ShareOfParent { get; init; }

    /// <summary>{0}: the measure; {1}: the filters.</summary>
    public required string IsFiltered { get; init; }

    /// <summary>{0} divided by {1}.</summary>
    public required string IsRatio { get; init; }

    /// <summary>{0} for every {2} of {1}.</summary>
    public required string IsRatioPer { get; init; }

    public required string IsSum { get; init; }

    public required string IsDifference { get; init; }

    public required string IsPrevious { get; init; }

    public required string IsPreviousYear { get; init; }

    public required string IsChange { get; init; }

    public required string IsChangePct { get; init; }

    public required string IsToDate { get; init; }

    /// <summary>{1}: how many periods.</summary>
    public required string IsRolling { get; init; }

    public required string IsRunning { get; init; }

    public required string IsShare { get; init; }

    public required string IsShareOfRow { get; init; }

    public required string IsShareOfColumn { get; init; }

    public required string IsShareOfParent { get; init; }

    /// <summary>Of a measure that adds up nowhere.</summary>
    public required string AddsUpNowhere { get; init; }

    /// <summary>{0}: periods that go on after the day {1}.</summary>
    public required string IncompleteAsOf { get; init; }

    /// <summary>{0}: periods of which the filters keep a part.</summary>
    public required string IncompleteByFilter { get; init; }
}
