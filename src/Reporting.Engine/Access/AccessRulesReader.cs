using System.Text.RegularExpressions;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Access;

/// <summary>Reads the access file and checks it against the model. An invalid file stops the start with file, line and hint.</summary>
public sealed partial class AccessRulesReader(SemanticModel model)
{
    private const string All = "all";
    private const int MaxValues = 500;

    /// <summary>The permissions, by their names in the file.</summary>
    public static readonly IReadOnlyDictionary<string, Permission> PermissionWords =
        Enum.GetValues<Permission>().ToDictionary(p => p.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public AccessRules Read(string path) => Parse(Path.GetFileName(path), File.ReadAllText(path));

    public AccessRules Parse(string name, string text)
    {
        var file = YamlFile.Parse<AccessFile>(name, text);
        var source = new DefinitionText(name, text);
        var levels = Levels(file.Markings, source);
        if (file.Roles.Count == 0)
        {
            throw source.At("roles", "There are no roles.", "Add at least one role, such as 'reader'.");
        }

        return new AccessRules(
            [.. file.Roles.Select(r => Role(r.Key, r.Value, levels, source))],
            levels,
            Sha256.Of(text)) { Text = text };
    }

    private ClassificationLevels Levels(List<string> codes, DefinitionText source)
    {
        if (codes.Count == 0)
        {
            throw source.At("markings", "The list 'markings' is empty.", "Name at least one. Engagements without a marking get the first.");
        }

        source.RefuseDuplicates(codes);
        foreach (var code in codes)
        {
            if (!CodePattern().IsMatch(code))
            {
                throw source.At(code, $"'{SafeText.Of(code)}' is not a classification.", "Write a code of at most 40 lower-case letters, digits and hyphens.");
            }

            if (!Handling(source).MemberNames.ContainsKey(code))
            {
                throw source.At(code, $"The classification '{code}' has no name.", "Name it among the members of the dimension of the attribute engagement.handling in the model file.");
            }
        }

        return new ClassificationLevels(codes);
    }

    private Role Role(string name, AccessFile.RoleEntry entry, ClassificationLevels levels, DefinitionText source)
    {
        if (!CodePattern().IsMatch(name))
        {
            throw source.At(name, $"'{SafeText.Of(name)}' is not the name of a role.", "Names of roles are at most 40 lower-case letters, digits and hyphens.");
        }

        var permissions = entry.Permissions.ConvertAll(p => PermissionOf(p, source));
        return entry.Sees is { } sees
            ? new Role(name, permissions, Scope(sees, levels, source), Visible(sees, source))
            : new Role(name, permissions, RowScope.Nothing, null);
    }

    private static Permission PermissionOf(string word, DefinitionText source) =>
        PermissionWords.TryGetValue(word, out var permission)
            ? permission
            : throw source.At(word, $"There is no permission '{SafeText.Of(word)}'.", Hint(word, [.. PermissionWords.Keys]));

    private Visibility Visible(AccessFile.VisibilityEntry sees, DefinitionText source) => new(
        Names("measures", sees.Measures, [.. model.Measures.Select(m => m.Id)], source),
        Names("dimensions", sees.Dimensions, [.. model.Dimensions.Select(d => d.Id)], source));

    // Reads [all], [all, -these, -not] or [only, these]; null means all.
    private static HashSet<string>? Names(string key, List<string> entries, IReadOnlyList<string> known, DefinitionText source)
    {
        var others = entries.Where(e => e != All).ToList();
        var isAll = others.Count < entries.Count;
        foreach (var entry in others)
        {
            var name = isAll ? entry.TrimStart('-') : entry;
            if (isAll != entry.StartsWith('-'))
            {
                throw source.At(entry, $"'{SafeText.Of(entry)}' is not allowed in this list of {key}.", "Write [all], [all, -one, -another] for all but some, or [one, another] for only some.");
            }

            if (!known.Contains(name))
            {
                throw source.At(entry, $"The model has no '{SafeText.Of(name)}' among its {key}.", Hint(name, known));
            }
        }

        source.RefuseDuplicates(entries);
        return !isAll ? [.. others] : others.Count == 0 ? null : [.. known.Except(others.Select(o => o[1..]))];
    }

    private RowScope Scope(AccessFile.VisibilityEntry sees, ClassificationLevels levels, DefinitionText source)
    {
        if (!levels.Codes.Contains(sees.Clearance))
        {
            throw source.At(sees.Clearance, $"The clearance '{SafeText.Of(sees.Clearance)}' is not a classification.", Hint(sees.Clearance, levels.Codes));
        }

        var rules = sees.Rows.ConvertAll(r => Rule(r, source));
        var cleared = levels.UpTo(sees.Clearance);

        // The highest clearance also shows classifications that the file does not list.
        return new RowScope(cleared.Count == levels.Codes.Count ? rules : [.. rules, new QueryFilter(Handling(source).Id, FilterMode.Links, cleared)]);
    }

    private QueryFilter Rule(AccessFile.RuleEntry entry, DefinitionText source)
    {
        if (!model.Dimension(entry.Dimension).IsValue(out var dimension, out var problem))
        {
            throw source.At(entry.Dimension, problem.Message, problem.Hint);
        }

        if (dimension.Attribute.On == BridgeKind.Commitment)
        {
            throw source.At(entry.Dimension, $"The states of '{entry.Dimension}' follow from what a caller sees, so no rule can name them.", "Name a dimension of the engagement, such as domain or handling.");
        }

        var given = new[] { (FilterMode.Any, entry.Any), (FilterMode.All, entry.All), (FilterMode.None, entry.None) }.Where(g => g.Item2 is not null).ToList();
        if (given is not [var (mode, values)] || values!.Count is 0 or > MaxValues)
        {
            throw source.At(entry.Dimension, $"The rule on '{entry.Dimension}' has no values to keep.", $"Give one of 'any', 'all' or 'none', with 1 to {MaxValues} values.");
        }

        if (mode == FilterMode.All && !dimension.IsMany)
        {
            throw source.At(entry.Dimension, $"An engagement has one '{dimension.Id}' only, so it cannot have all of several.", "Write 'any'.");
        }

        if (dimension.Time is not null && values.FirstOrDefault(v => FilterPlan.IsMalformed(dimension, v)) is { } wrong)
        {
            throw source.At(wrong, $"'{SafeText.Of(wrong)}' is not a value of '{dimension.Id}'.", $"Write {dimension.Time.Value.Example()}, or a range such as {dimension.Time.Value.Example()}..");
        }

        values.ForEach(v => source.CheckForm(dimension, v));
        var sorted = values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new QueryFilter(dimension.Id, mode == FilterMode.Any && !dimension.IsMany ? FilterMode.Links : mode, sorted);
    }

    private ModelDimension Handling(DefinitionText source) =>
        model.FindDimension(StarSchema.Handling)
        ?? throw source.At("markings", $"The model has no dimension of the attribute '{StarSchema.Handling}'.", "Add it to the model file: clearances need it.");

    private static string Hint(string name, IReadOnlyList<string> known) => NearestName.Hint(name, known, $"Known values: {string.Join(", ", known)}.");

    [GeneratedRegex("^[a-z0-9](-?[a-z0-9]){0,39}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CodePattern();
}
