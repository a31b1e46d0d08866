using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Engine.Reports;

/// <summary>Short names for the axes of charts: months and quarters without their year if all are of one year, and a short "not stated".</summary>
internal static class ShortNames
{
    public static IReadOnlyList<AxisMember> Of(ModelDimension dimension, IReadOnlyList<Member> members, Language language)
    {
        var years = members.Where(m => m.Code is { Length: 7 }).Select(m => m.Code![..4]).Distinct().ToList();
        return [.. members.Select(m => new AxisMember(m.Code, m.Name)
        {
            Short = (dimension.Time, m.Code) switch
            {
                (null, _) => null,
                (_, null) => language.Phrases.NotStated,
                (TimeLevel.Month, { Length: 7 } code) when years.Count == 1 => language.ShortMonth(int.Parse(code.AsSpan(5), CultureInfo.InvariantCulture)),
                (TimeLevel.Quarter, { Length: 7 } code) when years.Count == 1 => string.Format(CultureInfo.InvariantCulture, language.Phrases.ShortQuarter, code[6..]),
                _ => null,
            },
        })];
    }
}
