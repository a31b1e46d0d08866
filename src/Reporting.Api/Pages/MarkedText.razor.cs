using System.Text.RegularExpressions;

namespace Reporting.Api.Pages;

public sealed partial class MarkedText
{
    /// <summary>Splits a sentence into its marked parts and the text between them.</summary>
    [GeneratedRegex(@"(?<part>\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parts();
}
