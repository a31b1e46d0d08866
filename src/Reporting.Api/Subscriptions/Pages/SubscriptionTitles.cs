using Reporting.Api.Pages.Languages;
using Reporting.Api.ReportPages;
using Reporting.Delivery.SavedReports;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Access;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>The names of subscriptions on pages. One without a name has that of its report with the chosen parameters, as far as the reader may see them.</summary>
internal sealed class SubscriptionTitles(ReportFinder finder, FieldMembers members, CurrentModel models, TimeProvider time)
{
    private const int MaxNamed = 5;

    /// <summary>By the ids of the subscriptions.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(IEnumerable<Subscription> subscriptions, Language language, Caller caller, CancellationToken cancellationToken)
    {
        var titles = new Dictionary<string, string>();
        foreach (var subscription in subscriptions)
        {
            titles[subscription.Id] = await OfAsync(subscription, language, caller, cancellationToken);
        }

        return titles;
    }

    public async Task<string> OfAsync(Subscription subscription, Language language, Caller caller, CancellationToken cancellationToken)
    {
        if (subscription.Definition.Name is not null || !(await finder.FindAsync(subscription.Definition.Report, caller, cancellationToken)).IsValue(out var report, out _))
        {
            return subscription.Title;
        }

        var words = new List<string>();
        foreach (var (name, value) in subscription.Definition.Parameters)
        {
            if (await WordsAsync(report, name, value, language, caller, cancellationToken) is { } text)
            {
                words.Add(text);
            }
        }

        return words.Count == 0 ? report.Title.In(language.Code) : $"{report.Title.In(language.Code)}: {string.Join("; ", words)}";
    }

    // Null for a part of the address that changes only how the report looks.
    private async Task<string?> WordsAsync(ReportDefinition report, string name, string value, Language language, Caller caller, CancellationToken cancellationToken)
    {
        var visible = models.Value.VisibleTo(caller.Visible);
        var parameter = report.ParametersFor(caller).FirstOrDefault(p => p.Id == name);
        return parameter switch
        {
            { Kind: ParameterKind.Members } => await NamesAsync(parameter.Dimension, value, language, caller, cancellationToken),
            { Kind: ParameterKind.Period } => ReportFormReader.PeriodName(value, time.GetUtcNow().Year, PageCaptions.In(language).Form),
            not null => $"{parameter.Caption.In(language.Code)} {value}",
            null when ChosenFilters.IsOne(name) && visible.Dimensions.FirstOrDefault(d => ChosenFilters.Prefix + d.Id == name) is { } dimension => await NamesAsync(dimension, value, language, caller, cancellationToken),
            _ => null,
        };
    }

    private async Task<string> NamesAsync(ModelDimension dimension, string value, Language language, Caller caller, CancellationToken cancellationToken)
    {
        var codes = value.Split(',');
        var names = new List<string>();
        foreach (var code in codes.Take(MaxNamed))
        {
            names.Add(await members.NameAsync(dimension, code, language, caller, cancellationToken) ?? code);
        }

        return string.Join(", ", names) + (codes.Length > MaxNamed ? " …" : string.Empty);
    }
}
