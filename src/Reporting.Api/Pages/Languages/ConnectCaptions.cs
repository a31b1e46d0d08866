namespace Reporting.Api.Pages.Languages;

/// <summary>Texts of the page /connect. <c>*…*</c> is a name in another program, <c>**…**</c> is strong, and <c>`…`</c> is code (<see cref="MarkedText"/>).</summary>
public sealed partial record ConnectCaptions
{
    public required string Title { get; init; }

    public required string Lead { get; init; }

    public required string Tools { get; init; }

    public required string Others { get; init; }

    public required string Tables { get; init; }

    public required string SigningIn { get; init; }

    public required string Anonymous { get; init; }

    public required string Basic { get; init; }

    public required string Account { get; init; }

    public required string KeyHeader { get; init; }

    public required string NeverSave { get; init; }

    /// <summary><c>{0}</c>: the name of a file.</summary>
    public required string Download { get; init; }

    public required string PowerBiOpen { get; init; }

    public required string SignInAsAbove { get; init; }

    public required string PowerBiTables { get; init; }

    public required string PowerBiModel { get; init; }

    public required string PowerBiCounting { get; init; }

    public required string ExcelDownload { get; init; }

    public required string ExcelOr { get; init; }

    public required string ExcelTrust { get; init; }

    public required string ExcelRefresh { get; init; }

    public required string ExcelSum { get; init; }

    public required string TableauServer { get; init; }

    public required string TableauSignIn { get; init; }

    public required string TableauSignInOpen { get; init; }

    public required string TableauExtract { get; init; }

    public required string PythonTitle { get; init; }

    /// <summary><c>{0}</c>: the file; <c>{1}</c>: the command.</summary>
    public required string SaveScript { get; init; }

    public required string SaveScriptOpen { get; init; }

    public required string OtherTools { get; init; }

    public required string Metadata { get; init; }

    public required string Example { get; init; }

    public required string TheTables { get; init; }

    public required string Table { get; init; }

    public required string RowIs { get; init; }

    /// <summary>The row of a set that the model declares.</summary>
    public required string DeclaredRow { get; init; }

    /// <summary>The entity of a row, by the name of its set.</summary>
    public required IReadOnlyDictionary<string, string> Rows { get; init; }
}
