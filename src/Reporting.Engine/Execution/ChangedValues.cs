using System.Globalization;
using System.Text.Json;
using Reporting.Engine.Changes;
using Reporting.Engine.Engagements;
using Reporting.Engine.Feed;
using Reporting.Warehouse.Definitions;

namespace Reporting.Engine.Execution;

/// <summary>Changes as rows of the feed: values as texts, members by their codes.</summary>
public static class ChangedValues
{
    private const string Reset = "reset";

    /// <param name="isReset">Adds the row after which a copy must read everything again.</param>
    internal static ComposedRows Rows(IReadOnlyList<EngagementChange> changes, bool isReset, long version)
    {
        var rows = changes.SelectMany(change => change.Fields.Count == 0
            ? [Row(change.Code, EnumNames.Of(change.Kind), null, null, null)]
            : change.Fields.Select(f => Row(change.Code, EnumNames.Of(change.Kind), f.Field, Text(f.Old), Text(f.New))));
        return new ComposedRows(JsonSerializer.Serialize(isReset ? rows.Append(Row(string.Empty, Reset, null, null, null)) : rows), ChangedRows.Columns);

        object?[] Row(string code, string kind, string? field, string? old, string? now) => [$"{code}|{field ?? kind}", code, kind, field, old, now, version];
    }

    /// <summary>A value of a changed field; null for one that is not stated.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string own => own,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal amount => (amount / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        ListedMember member => member.Code,
        ListedReview review => string.Join(" ", new[] { review.Code, review.By, Text(review.On) }.OfType<string>()),
        IReadOnlyList<ListedDomain> domains => string.Join("; ", domains.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Code} {d.Weight:0.######}"))),
        IReadOnlyList<ListedParticipation> lines => string.Join("; ", lines.Select(l => string.Join(" ", new[] { l.Code, l.Organisation?.Code, l.Country.Code, l.Role, l.Capacity }.Where(part => !string.IsNullOrEmpty(part))))),
        IReadOnlyList<ListedSource> sources => string.Join("; ", sources.Select(s => s.Code)),
        IReadOnlyList<RelationState> relations => string.Join("; ", relations.Select(r => string.Join(" ", new[] { r.Kind, r.Code, r.DateLabel, r.Source }.OfType<string>()))),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
