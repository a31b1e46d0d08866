using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.Warehouse.Definitions;

namespace Reporting.Engine.Tests.Access;

/// <summary>How access files are read, and which errors stop the start.</summary>
public sealed class AccessRulesTests
{
    private const string Start = """
        markings: [public, official, restricted]
        roles:
          reader:
            permissions: [read]
            sees: {measures: [all, -amount_usd], dimensions: [all], clearance: public}
        """;

    private static readonly SemanticModel Model = ShippedModel.Value;

    [Fact]
    public void The_shipped_access_file_is_valid_and_has_five_roles()
    {
        var rules = new AccessRulesReader(Model).Read(RepositoryRoot.File("reports", "access.yml"));
        Assert.Equal(["reader", "exporter", "importer", "scheduler", "admin"], rules.Roles);
        Assert.Equal(Enum.GetValues<Permission>(), rules.PermissionsOf(["admin"]).Order());
        Assert.True(rules.CallerOf("a", ["admin"]).Scope.IsEverything);
        Assert.Equal(["public"], Assert.Single(Assert.Single(rules.CallerOf("r", ["reader", "exporter"]).Scope.Alternatives)).Values);
    }

    [Fact]
    public void Unknown_roles_and_roles_without_rows_show_nothing()
    {
        var rules = Parse(Role("importer", "permissions: [import]"));
        Assert.Empty(rules.CallerOf("x", ["nobody"]).Scope.Alternatives);
        Assert.Empty(rules.CallerOf("x", ["importer"]).Scope.Alternatives);
        Assert.Empty(rules.PermissionsOf(["nobody"]));
        Assert.Equal([Permission.Read, Permission.Import], rules.PermissionsOf(["importer", "reader"]).Order());
        Assert.Equal(["importer", "reader"], rules.CallerOf("x", ["reader", "importer", "reader"]).Roles);
        // A role name cannot look like a combination of two roles.
        Assert.Equal(["importer"], rules.CallerOf("x", ["importer reader", "importer"]).Roles);
    }

    [Fact]
    public void Several_roles_show_what_any_of_them_shows()
    {
        var rules = Parse(
            Role("india", "permissions: [read]", "sees: {measures: [engagements], dimensions: [year], clearance: restricted, rows: [{dimension: participant_country, any: [IN]}]}"),
            Role("narrow", "permissions: [read]", "sees: {measures: [people], dimensions: [all, -source], clearance: restricted, rows: [{dimension: participant_country, any: [IN]}, {dimension: year, any: [2020..]}]}"),
            Role("all", "permissions: [read]", "sees: {measures: [all], dimensions: [all], clearance: restricted}"));
        var caller = rules.CallerOf("x", ["india", "narrow"]);
        Assert.Equal("participant_country", Assert.Single(Assert.Single(caller.Scope.Alternatives)).Dimension);
        Assert.Equal(["engagements", "people"], caller.Visible.Measures!.Order());
        Assert.True(caller.Visible.ShowsDimension("domain"));
        Assert.False(caller.Visible.ShowsDimension("source"));
        Assert.Equal(2, rules.CallerOf("x", ["reader", "india"]).Scope.Alternatives.Count);
        Assert.True(rules.CallerOf("x", ["india", "all"]).Scope.IsEverything);
        Assert.True(rules.CallerOf("x", ["india", "all"]).Visible.IsEverything);
    }

    [Fact]
    public void Hidden_data_look_to_the_caller_as_if_they_did_not_exist()
    {
        var caller = Parse().CallerOf("x", ["reader"]);
        var seen = Model.VisibleTo(caller.Visible);
        var (hidden, unknown) = (seen.Measure("amount_usd").Problem!, seen.Measure("amount_uss").Problem!);
        Assert.Equal(unknown with { Message = unknown.Message.Replace("amount_uss", "amount_usd", StringComparison.Ordinal) }, hidden);
        Assert.DoesNotContain("'amount_usd'", unknown.Hint, StringComparison.Ordinal);
        Assert.True(Model.Measure("amount_usd").IsValue(out _, out _));
    }

    [Fact]
    public void A_hidden_dimension_is_not_a_parameter()
    {
        var caller = new Caller("x", [], RowScope.Everything, new Visibility(null, new HashSet<string> { "year" }));
        var parameters = new QueryParameters(Model);
        var hidden = parameters.Read([new("domain", "ai")], caller).Problem!;
        Assert.Equal("unknown-parameter", hidden.Code);
        Assert.DoesNotContain("domain", parameters.Read([new("domian", "ai")], caller).Problem!.Hint, StringComparison.Ordinal);
        Assert.Null(parameters.Read([new("year", "2020")], caller).Problem);
    }

    [Theory]
    [InlineData("permissions: [reed]", "", 8, "'read'")]
    [InlineData("permissions: [read]", "sees: {measures: [engagments], dimensions: [all], clearance: public}", 9, "'engagements'")]
    [InlineData("permissions: [read]", "sees: {measures: [all, engagements], dimensions: [all], clearance: public}", 9, "[all, -one, -another]")]
    [InlineData("permissions: [read]", "sees: {measures: [-engagements], dimensions: [all], clearance: public}", 9, "[all, -one, -another]")]
    [InlineData("permissions: [read]", "sees: {measures: [all], dimensions: [all], clearance: publik}", 9, "'public'")]
    [InlineData("permissions: [read]", "sees: {measures: [all], dimensions: [all], clearance: public, rows: [{dimension: domian, any: [ai]}]}", 9, "'domain'")]
    [InlineData("permissions: [read]", "sees: {measures: [all], dimensions: [all], clearance: public, rows: [{dimension: domain_group}]}", 9, "'any', 'all' or 'none'")]
    [InlineData("permissions: [read]", "sees: {measures: [all], dimensions: [all], clearance: public, rows: [{dimension: domain_group, any: []}]}", 9, "'any', 'all' or 'none'")]
    [InlineData("permissions: [read]", "sees: {measures: [all], dimensions: [all], clearance: public, rows: [{dimension: domain_group, any: [a], none: [b]}]}", 9, "'any', 'all' or 'none'")]
    [InlineData("permissions: [read]", "sees: {measures: [all], dimensions: [all], clearance: public, rows: [{dimension: fiscal_year, all: [2024-25]}]}", 9, "Write 'any'")]
    [InlineData("permissions: [read]", "sees: {measures: [all], dimensions: [all], clearance: public, rows: [{dimension: fiscal_year, any: [2024-27]}]}", 9, "2025-26")]
    [InlineData("permissions: [read]", "seas: {measures: [all], dimensions: [all], clearance: public}", 9, "reports/README.md")]
    [InlineData("permissions: [read]", "sees: {measures: [all], dimensions: [all]}", 9, "reports/README.md")]
    public void A_mistake_stops_the_start_with_its_line_and_a_hint(string first, string second, long line, string hint)
    {
        var mistake = Assert.Throws<DefinitionException>(() => Parse(Role("other", first, second)));
        Assert.Equal(line, mistake.Line);
        Assert.Contains(hint, mistake.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weekday", "none: [\"6\", sunday]", "'weekday' has no member 'sunday'", "1, 2")]
    [InlineData("month_of_year", "any: [\"1\"]", "'month_of_year' has no member '1'", "01")]
    [InlineData("region", "any: [quad, asa]", "'region' has no member 'asa'", "'asia'")]
    [InlineData("size", "none: [1..10]", "'size' has no member '1..10'", "1..9")]
    [InlineData("fiscal_year_us", "any: [2024]", "'2024' is not a value of 'fiscal_year_us'", "2025-26")]
    [InlineData("place_region", "all: [south]", "one 'place_region' only", "'any'")]
    [InlineData("country_pair", "none: [IN-IL]", "'IN-IL' is not a pair of countries", "IL-IN")]
    [InlineData("country_pair", "any: [IN]", "'IN' is not a pair of countries", "IL-IN")]
    public void A_rule_on_a_group_band_calendar_season_or_pair_names_a_member_that_exists(string dimension, string rule, string message, string hint)
    {
        var role = Role("other", "permissions: [read]", $"sees: {{measures: [all], dimensions: [all], clearance: public, rows: [{{dimension: {dimension}, {rule}}}]}}");
        var mistake = Assert.Throws<DefinitionException>(() => new AccessRulesReader(SampleDimensions.Model()).Parse("access.yml", Start + role));
        Assert.Equal(9, mistake.Line);
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
        Assert.Contains(hint, mistake.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("markings: [public, secret]", "secret")]
    [InlineData("markings: [public, public]", "twice")]
    [InlineData("markings: []", "'markings' is empty")]
    public void A_classification_has_a_name_and_is_defined_once(string markings, string message) => Assert.Contains(
        message,
        Assert.Throws<DefinitionException>(() => new AccessRulesReader(Model).Parse("access.yml", Start.Replace("markings: [public, official, restricted]", markings, StringComparison.Ordinal))).Message,
        StringComparison.Ordinal);

    private static string Role(string name, params string[] lines) => $"\n\n  {name}:" + string.Concat(lines.Where(l => l.Length > 0).Select(l => "\n    " + l));

    private static AccessRules Parse(params string[] roles) => new AccessRulesReader(Model).Parse("access.yml", Start + string.Concat(roles));
}
