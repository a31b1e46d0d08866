using System.Text;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Planning;

/// <summary>Plans a search for words in the texts of engagements and in the names of their members (docs/counting.md, decision 0047).</summary>
internal static class FindPlan
{
    private const int MaxWords = 8;

    /// <summary>The words in lower case, each once.</summary>
    public static Outcome<IReadOnlyList<string>> Words(string? text)
    {
        string[] words = [.. (text ?? string.Empty).Normalize(NormalizationForm.FormC).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
        return words.Length <= MaxWords ? words : new Problem(ErrorCodes.TooManyWords, $"The search has {words.Length} words.", $"Search for at most {MaxWords} words.");
    }

    /// <summary>True for a dimension whose names are searched. Sources are as many as engagements, so their titles are not.</summary>
    public static bool IsSearched(ModelDimension dimension) =>
        dimension.Attribute is { Table: not null, IsOfPartner: false, Fixed: null, On: not BridgeKind.Source };

    /// <summary>The scope of the plan, narrowed to engagements with each word.</summary>
    /// <param name="named">The dimensions whose names the caller sees.</param>
    public static PlannedScope Narrow(QueryPlan plan, IReadOnlyList<ModelDimension> named, MemberKeys members) => plan.Scope with
    {
        Key = string.Join('\u001f', [plan.Scope.Key, .. named.Select(d => d.Id), .. plan.Find]),
        Set = null,
        Find = new PlannedFind([.. plan.Find.Select(word => new PlannedWord(word, [.. named.Select(d => Names(d, word, members)).OfType<PlannedFilter>()]))]),
    };

    private static PlannedFilter? Names(ModelDimension dimension, string word, MemberKeys members)
    {
        var folded = Fold(word);
        object[] keys = [.. members.ByAttribute[dimension.Attribute.Id].Where(m => m.Key != UnknownMembers.Code && IsNamed(dimension, m.Key, m.Value, folded)).Select(m => m.Value.Key)];
        return keys.Length == 0 ? null : new PlannedFilter(dimension, dimension.IsMany ? FilterMode.Any : FilterMode.Links, keys, []);
    }

    private static bool IsNamed(ModelDimension dimension, string code, KnownMember member, string word) =>
        new[] { code, member.Name, member.LocalName }.OfType<string>()
            .Concat(dimension.MemberNames.TryGetValue(code, out var names) ? names.Texts.Values : [])
            .Any(name => Fold(name).Contains(word, StringComparison.Ordinal));

    // Names are compared in this process, where accents can be left out alike for every engine.
    private static string Fold(string text) => string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => c is < '\u0300' or > '\u036f')).Normalize(NormalizationForm.FormC).ToLowerInvariant();
}
