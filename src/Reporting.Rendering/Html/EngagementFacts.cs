using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Rendering.Html;

/// <summary>What the entry of an engagement in a list says.</summary>
internal static class EngagementFacts
{
    /// <summary>True if the entry names the end beside the start.</summary>
    public static bool HasEnd(ListedEngagement item, ValueText text) => item.EndLabel.Length > 0 && item.EndLabel != item.StartLabel && item.EndLabel != text.Language.Phrases.DateNotStated;

    /// <summary>Equal weights are those of an import without weights, so they say nothing.</summary>
    // The 2,520 parts of an engagement do not always divide evenly: a sixteenth is 157 or 158 of them.
    public static bool HasWeights(ListedEngagement item) => item.Domains.Count > 1 && item.Domains.Max(domain => domain.Weight) - item.Domains.Min(domain => domain.Weight) > 1.5 / WeightParts.Total;

    /// <summary>Kind, place and what else is stated of it, for one line.</summary>
    public static IEnumerable<string> Of(ListedEngagement item, ValueText text)
    {
        yield return item.Type.Name;
        yield return string.Join(", ", new[] { item.City, item.PlaceCountry.Name }.Where(part => !string.IsNullOrWhiteSpace(part)));
        if (item.Headcount is { } headcount)
        {
            yield return text.Counted(headcount, text.Captions.OnePerson, text.Captions.People);
        }

        if (item.AmountUsd is { } amount)
        {
            yield return text.Of(amount, ValueFormat.Money);
        }

        if (item.Status is { } status)
        {
            yield return status.Name;
        }

        if (item.Review is { IsDraft: true } review)
        {
            yield return review.Name;
        }

        yield return item.HandlingName;
    }

    /// <summary>What stands beside the name of a participant.</summary>
    public static IEnumerable<string> Standing(ListedParticipation line)
    {
        if (!string.IsNullOrWhiteSpace(line.Capacity))
        {
            yield return line.Capacity;
        }

        if (line.Organisation is { } organisation && organisation.Name != line.Name)
        {
            yield return organisation.Name;
        }

        if (!Names(line.Name, line.Country.Name) && !Names(line.Organisation?.Name, line.Country.Name))
        {
            yield return line.Country.Name;
        }

        yield return line.Role;
    }

    // "Ministry of Defence of India" need not be followed by "India".
    private static bool Names(string? name, string country) => name is not null && $" {name.Replace(',', ' ')} ".Contains($" {country} ", StringComparison.Ordinal);
}
