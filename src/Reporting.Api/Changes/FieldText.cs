using System.Globalization;
using Reporting.Api.Pages.Languages;
using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Rendering.Values;

namespace Reporting.Api.Changes;

/// <summary>Names and values of changed fields in the language of a page.</summary>
internal static class FieldText
{
    public static string Name(string field, ValueText text, ChangesCaptions words) => field switch
    {
        "title" => text.Captions.Title,
        "summary" => text.Captions.Summary,
        "startDate" or "startLabel" => text.Captions.Start,
        "endDate" or "endLabel" => text.Captions.End,
        "type" => text.Captions.Type,
        "category" or "categoryName" => text.Captions.Category,
        "city" => text.Captions.City,
        "placeCountry" => text.Captions.PlaceCountry,
        "handling" => text.Captions.Handling,
        "status" => text.Captions.Status,
        "review" => text.Captions.Review,
        "confidence" => text.Captions.Confidence,
        "headcount" => text.Captions.Headcount,
        "amountUsd" => text.Captions.Amount,
        "domains" => text.Captions.Domains,
        "participants" => text.Captions.Participants,
        "sources" => text.Captions.Sources,
        "relations" => text.Captions.Relations,
        "name" => words.Name,
        "nameLocal" => text.Captions.LocalName,
        "kind" => text.Captions.Kind,
        "group" or "groupName" => text.Captions.DomainGroup,
        "country" => text.Captions.Country,
        "parent" => words.Parent,
        "publisher" => text.Captions.Publisher,
        "publishedOn" => text.Captions.Published,
        "url" => text.Captions.Address,
        _ => field,
    };

    /// <summary>Null for a value that is not stated.</summary>
    public static string? Of(object? value, ValueText text) => value switch
    {
        null or "" => null,
        string own => own,
        ListedMember member => member.Name,
        long number => text.Of(number, ValueFormat.Count),
        decimal amount => amount.ToString("#,##0.##", CultureInfo.InvariantCulture),
        IReadOnlyList<ListedDomain> domains => Joined(domains.Select(d => $"{d.Name} {d.Weight.ToString("0.##%", CultureInfo.InvariantCulture)}")),
        IReadOnlyList<ListedParticipation> lines => Joined(lines.Select(l => string.Join(", ", new[] { l.Name, l.Organisation?.Name, l.Country.Name, l.Role, l.Capacity }.Where(part => !string.IsNullOrEmpty(part))))),
        IReadOnlyList<ListedSource> sources => Joined(sources.Select(s => s.Title)),
        IReadOnlyList<RelationState> relations => Joined(relations.Select(r => string.Join(", ", new[] { $"{text.Language.Phrases.Relations.Of(r.Kind, isIncoming: false)} {r.Code}", r.DateLabel }.OfType<string>()))),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };

    private static string? Joined(IEnumerable<string> parts) => string.Join("; ", parts) is { Length: > 0 } joined ? joined : null;
}
