namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of Explore and of saved reports.</summary>
public sealed partial record ExploreCaptions
{
    public required string Title { get; init; }

    public required string Lead { get; init; }

    /// <summary>{0}: measures; {1}: dimensions.</summary>
    public required string MeasuresBy { get; init; }

    public required string MadeInExplore { get; init; }

    public required string Measures { get; init; }

    public required string AddMeasure { get; init; }

    public required string Remove { get; init; }

    public required string Rows { get; init; }

    public required string Columns { get; init; }

    public required string None { get; init; }

    public required string Visuals { get; init; }

    public required string Automatic { get; init; }

    public required string Tiles { get; init; }

    public required string Table { get; init; }

    public required string Matrix { get; init; }

    public required string HeatMap { get; init; }

    public required string Column { get; init; }

    public required string StackedColumn { get; init; }

    public required string Bar { get; init; }

    public required string Line { get; init; }

    public required string Map { get; init; }

    public required string PairMatrix { get; init; }

    public required string Timeline { get; init; }

    /// <summary>The title of a timeline.</summary>
    public required string AlongTime { get; init; }

    /// <summary>How a pair matrix counts.</summary>
    public required string PairNote { get; init; }

    public required string NoTotals { get; init; }

    /// <summary>The heading of the form that saves.</summary>
    public required string Keep { get; init; }

    public required string SaveAndMail { get; init; }

    public required string Order { get; init; }

    public required string Usual { get; init; }

    public required string ByCode { get; init; }

    public required string LastTenYears { get; init; }

    public required string LargestFirst { get; init; }

    public required string Top { get; init; }

    public required string TopHelp { get; init; }

    public required string Figures { get; init; }

    /// <summary>The choice of an edition.</summary>
    public required string Compare { get; init; }

    public required string AddFilter { get; init; }

    /// <summary>The heading of the fields on a phone.</summary>
    public required string Fields { get; init; }

    public required string Show { get; init; }

    public required string Reset { get; init; }

    /// <summary>The heading of a query with a mistake, such as a misspelt name.</summary>
    public required string NeedsChange { get; init; }

    public required string Refused { get; init; }

    public required string Nearest { get; init; }

    public required string Download { get; init; }

    public required string Elsewhere { get; init; }

    public required string ThisPage { get; init; }

    public required string Api { get; init; }

    public required string OData { get; init; }

    public required string NoOData { get; init; }

    public required string Command { get; init; }

    /// <summary>The title of the figures below a chart, which has the title {0}.</summary>
    public required string FiguresOf { get; init; }

    public required string Copy { get; init; }

    public required string Copied { get; init; }

    public required string Save { get; init; }

    public required string SaveAs { get; init; }

    public required string Name { get; init; }

    public required string Shared { get; init; }

    public required string SharedHelp { get; init; }

    public required string MayNotShare { get; init; }

    public required string NewReport { get; init; }

    public required string Replace { get; init; }

    public required string Append { get; init; }

    public required string SavedReports { get; init; }

    public required string NoSaved { get; init; }

    public required string OpenHere { get; init; }

    public required string Subscribe { get; init; }

    public required string SubscribeHelp { get; init; }

    public required string Delete { get; init; }

    public required string DeleteQuestion { get; init; }

    public required string SharedBy { get; init; }

    public required string SharedWith { get; init; }

    public required string With { get; init; }

    public required string Without { get; init; }

    public required string WithoutFilter { get; init; }

    public required string WithoutColumns { get; init; }

    public required string Only { get; init; }

    public required string OnlyWhatExists { get; init; }

    public required string RowsAre { get; init; }

    public required string ColumnsAre { get; init; }

    public required string Swap { get; init; }

    public required string First { get; init; }

    public required string FirstOf { get; init; }

    public required string AllRows { get; init; }

    public required string InOrder { get; init; }

    public required string ShowAs { get; init; }

    public required string StartAgain { get; init; }

    public required string Definition { get; init; }

    public required string Import { get; init; }

    public required string File { get; init; }

    public required string ImportHelp { get; init; }
}
