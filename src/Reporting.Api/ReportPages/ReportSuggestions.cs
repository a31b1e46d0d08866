using System.Globalization;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;

namespace Reporting.Api.ReportPages;

/// <summary>Finds the members with the most engagements for a report that still asks for one, or for a pair of countries.</summary>
internal sealed class ReportSuggestions(TableCache tables, CurrentModel models)
{
    private const int Shown = 6;

    /// <summary>Empty where the report asks for more, or the caller may not see them.</summary>
    public async Task<IReadOnlyList<ReportSuggestion>> ReadAsync(ReportDefinition definition, FormPairs selection, ReportForm form, Caller caller, CancellationToken cancellationToken)
    {
        var missing = form.Missing.Select(field => definition.Parameters.First(p => p.Id == field.Id)).ToList();
        var (model, language) = (models.Value.VisibleTo(caller.Visible), form.Language);
        var by = missing switch
        {
            [var one] => one.Dimension,
            [var one, var other] when one.Dimension == other.Dimension && one.Dimension.Attribute.Id == "participation.country" => model.FindDimension(StarSchema.CountryPair),
            _ => null,
        };
        if (by is null || model.FindMeasure(MeasureKind.Engagements) is not { } measure)
        {
            return [];
        }

        var query = new ReportQuery { Measures = [measure.Id], By = [by.Id], Order = [new QueryOrder(measure.Id, true)], Limit = Shown + 1, Language = language.Code };
        var rows = (await tables.RunAsync(query, caller, cancellationToken)).Value?.Rows.Where(r => r.Members[0].Code is not null && !r.Members[0].IsNotStated) ?? [];
        return
        [
            .. from row in rows.Take(Shown)
               let codes = missing.Count == 1 ? [row.Members[0].Code!] : row.Members[0].Code!.Split('-')
               where codes.Length == missing.Count
               select new ReportSuggestion(row.Members[0].Name, language.Count(Convert.ToInt64(row.Values[0] ?? 0L, CultureInfo.InvariantCulture)), Address(codes)),
        ];

        string Address(string[] codes) => "?" + string.Join('&', selection.Pairs.Where(p => missing.All(m => m.Id != p.Key)).Concat(missing.Zip(codes, (parameter, code) => KeyValuePair.Create(parameter.Id, code)))
            .Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
    }
}

/// <summary>A choice that a report asks for, with its engagements.</summary>
public sealed record ReportSuggestion(string Name, string Count, string Address);
