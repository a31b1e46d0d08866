using Reporting.Api.Problems;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Pages.Languages;

/// <summary>
/// Failures in the reader's language. Messages and hints are English, since programs and logs read them too. A page in another language says by the code what
/// happened and what to do, and shows the English text below it.
/// </summary>
public sealed partial record ProblemCaptions
{
    /// <summary>Titles by HTTP status. English has those of the API.</summary>
    public required IReadOnlyDictionary<int, string> Titles { get; init; }

    /// <summary>Sentences by code of docs/errors.md, for the codes that a page can show.</summary>
    public required IReadOnlyDictionary<string, string> Codes { get; init; }

    /// <summary>Sentences for all other codes.</summary>
    public required IReadOnlyDictionary<ProblemKind, string> Kinds { get; init; }

    /// <summary>Stands before the English message; empty in English.</summary>
    public required string InEnglish { get; init; }

    public string Title(int status) => Titles.GetValueOrDefault(status) ?? ProblemResponses.Title(status);

    /// <summary>Message and hint by code; null in English, where the problem has its own.</summary>
    public string? Of(Problem problem) => Of(problem.Code, problem.Kind);

    /// <summary>The same of a problem that was stored by its code.</summary>
    public string? Of(string code, ProblemKind kind = ProblemKind.Unavailable) => Codes.GetValueOrDefault(code) ?? Kinds.GetValueOrDefault(kind);
}
