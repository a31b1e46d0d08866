using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Engagements;

/// <summary>Missing data of the engagements of a query (docs/counting.md#completeness). Null where the caller does not see the dimension.</summary>
/// <param name="WithoutDay">Without an exact start date.</param>
/// <param name="WithoutPlace">Without the country of the place.</param>
/// <param name="WithoutDomain">Without any stated domain.</param>
/// <param name="WithoutSecondSource">Without a second source; documents of one publisher are one source.</param>
/// <param name="MedianDaysToRecord">Days from the start date to the first import, of an even number the lower of the middle two; null without exact dates.</param>
public sealed record Completeness(long Engagements, long? WithoutDay, long? WithoutPlace, long? WithoutDomain, long? WithoutSecondSource, int? MedianDaysToRecord)
{
    /// <summary>The attributes whose gaps it counts. A caller who sees none of them gets no numbers.</summary>
    internal static readonly IReadOnlyList<string> Attributes = ["date.date", "place.country", "domain.domain", StarSchema.Confidence];
}

/// <summary>The same of one data version.</summary>
public sealed record CompletenessResult(Completeness Completeness, DataVersion Version, string Filters, Classification Handling, IReadOnlyList<string> Counting);
