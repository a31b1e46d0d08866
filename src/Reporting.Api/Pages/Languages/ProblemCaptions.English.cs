using Reporting.Warehouse.Problems;

namespace Reporting.Api.Pages.Languages;

public sealed partial record ProblemCaptions
{
    public static readonly ProblemCaptions English = new()
    {
        Titles = new Dictionary<int, string>(),
        Codes = new Dictionary<string, string>(),
        Kinds = new Dictionary<ProblemKind, string>(),
        InEnglish = "",
    };
}
