namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the pages about imports.</summary>
public sealed partial record ImportCaptions
{
    public required string Lead { get; init; }

    public required string ChooseFile { get; init; }

    public required string ChooseHelp { get; init; }

    public required string Upload { get; init; }

    public required string Template { get; init; }

    public required string Waiting { get; init; }

    public required string History { get; init; }

    public required string NoneYet { get; init; }

    public required string OlderImports { get; init; }

    public required string File { get; init; }

    public required string When { get; init; }

    public required string Who { get; init; }

    public required string CommandLine { get; init; }

    public required string State { get; init; }

    public required string Mapping { get; init; }

    public required string Rows { get; init; }

    public required string Added { get; init; }

    public required string Changed { get; init; }

    public required string Unchanged { get; init; }

    public required string Retired { get; init; }

    public required string Refused { get; init; }

    public required string Ignored { get; init; }

    public required string Version { get; init; }

    public required string WasImported { get; init; }

    public required string WasUndone { get; init; }

    public required string Undo { get; init; }

    public required string UndoOf { get; init; }

    public required string UndoneBy { get; init; }

    public required string UndoQuestion { get; init; }

    public required string UndoRemoves { get; init; }

    public required string UndoRestores { get; init; }

    public required string UndoMembers { get; init; }

    public required string UndoAtMost { get; init; }

    public required string UndoKeeps { get; init; }

    public required string UndoFinal { get; init; }

    public required string Cancel { get; init; }

    public required string KeptUntil { get; init; }

    public required string Checking { get; init; }

    public required string Importing { get; init; }

    public required string Progress { get; init; }

    public required string RowsRead { get; init; }

    public required string RefusedSoFar { get; init; }

    public required string Writing { get; init; }

    public required string Interrupted { get; init; }

    public required string CheckTitle { get; init; }

    public required string NothingNew { get; init; }

    public required string LeaveOut { get; init; }

    public required string Complete { get; init; }

    public required string Import { get; init; }

    public required string Check { get; init; }

    public required string Apply { get; init; }

    public required string Discard { get; init; }

    public required string DownloadRefused { get; init; }

    public required string Refusals { get; init; }

    public required string Column { get; init; }

    public required string Example { get; init; }

    public required string Reason { get; init; }

    public required string FirstRows { get; init; }

    public required string InRows { get; init; }

    public required string MoreGroups { get; init; }

    public required string Warnings { get; init; }

    public required string Duplicates { get; init; }

    public required string DuplicatesHelp { get; init; }

    public required string NativeFile { get; init; }

    public required string InstalledMapping { get; init; }

    public required string FirstRecords { get; init; }

    public required string InFile { get; init; }

    public required string RowNumber { get; init; }

    public required string AsRead { get; init; }

    public required string OfEngagement { get; init; }

    public required string OfFile { get; init; }

    public required string Remove { get; init; }

    public required string AddColumn { get; init; }

    public required string NoColumn { get; init; }

    public required string NotStated { get; init; }

    public required string AsText { get; init; }

    public required string TextFor { get; init; }

    public required string AsInYaml { get; init; }

    public required string YamlTitle { get; init; }

    public required string YamlHelp { get; init; }

    public required string ApplyYaml { get; init; }

    public required string Suggestion { get; init; }

    public required string OtherMapping { get; init; }

    public required string UseMapping { get; init; }

    /// <summary>States of imports, by their words in the API.</summary>
    public required IReadOnlyDictionary<string, string> States { get; init; }

    /// <summary>Values of a mapping, by their keys.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>Kinds of participants and lists of country codes, by their words in a mapping.</summary>
    public required IReadOnlyDictionary<string, string> Kinds { get; init; }

    public string OfState(string state) => States.GetValueOrDefault(state) ?? state;

    public string OfField(string key) => Fields.GetValueOrDefault(key) ?? key;

    public string OfKind(string word) => Kinds.GetValueOrDefault(word) ?? word;
}
