using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Composition;

/// <summary>Names the incomplete periods of a comparison, so that readers do not compare them with whole ones unnoticed.</summary>
internal static class IncompleteSentences
{
    public static IEnumerable<string> Of(ResultTable table, DataVersion version, string code)
    {
        var language = Language.Of(code);
        var phrases = language.Phrases.Measures;
        var groups = table.Incomplete.ToLookup(p => p.GoesOn, p => p.Member.Name);
        if (groups[true].Any())
        {
            yield return string.Format(CultureInfo.InvariantCulture, phrases.IncompleteAsOf, string.Join(", ", groups[true]), language.Date(PartialDate.On(version.Day!.Value)));
        }

        if (groups[false].Any())
        {
            yield return string.Format(CultureInfo.InvariantCulture, phrases.IncompleteByFilter, string.Join(", ", groups[false]));
        }
    }
}
