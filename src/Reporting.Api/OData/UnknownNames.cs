using System.Text.RegularExpressions;
using Reporting.Engine.Feed;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.OData;

/// <summary>Finds an unknown name in a parser error and suggests the nearest one. It reads the message, because the exception has no property for the name.</summary>
internal static partial class UnknownNames
{
    public static Problem? In(string message, EntitySets sets)
    {
        if (Pattern().Match(message) is not { Success: true } match)
        {
            return null;
        }

        var (name, type) = (match.Groups["name"].Value, match.Groups["type"].Value);
        var set = sets.All.FirstOrDefault(s => s.TypeName == type);
        var known = set is null ? [] : set.Properties.Select(p => p.Name).Concat(set.Navigations.Select(n => n.Name));
        return new Problem(ErrorCodes.UnknownProperty, $"{type} has no property '{SafeText.Of(name)}'.", NearestName.Hint(name, known, "See /odata/$metadata."));
    }

    [GeneratedRegex(@"property named '(?<name>[^']*)' on type '(?:[^']*\.)?(?<type>\w+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Pattern();
}
