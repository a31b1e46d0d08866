using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Explore;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Generated;
using Xunit.Abstractions;

namespace Reporting.Api.Tests.Explore;

/// <summary>
/// A walk of random states of Explore over random data. Each figure is that of the API at the same state, which the oracle checks. A refused state offers only states that
/// open. REPORTING_DEEP=1 takes 500 steps.
/// </summary>
public abstract class ExploreWalkTests(ITestOutputHelper output, WarehouseProvider engine)
{
    public sealed class OnSqlite(ITestOutputHelper output) : ExploreWalkTests(output, WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer(ITestOutputHelper output) : ExploreWalkTests(output, WarehouseProvider.SqlServer);

    private const int Seed = 20261129;
    private static readonly int Steps = TestRun.IsDeep ? 500 : 30;

    [EngineFact]
    public async Task Every_figure_of_Explore_is_that_of_the_API_and_of_the_oracle_and_every_offered_state_opens()
    {
        var random = new Random(Seed);
        await using var warehouse = await TestWarehouse.CreateAsync(new RandomData(random).Rich(), engine);
        await using var app = new ReportingApp { Warehouse = warehouse };
        using var client = app.PlainClient();
        var (services, oracle, states) = (app.Services, new Oracle(warehouse.Data), new RandomStates(random, warehouse));
        var (explore, wrong, answered, refused, figures, offered) = (services.GetRequiredService<ExploreRunner>(), new List<string>(), 0, 0, 0, 0);
        var state = ExploreState.First;
        for (var step = 0; step < Steps && wrong.Count < 3; step++)
        {
            state = states.Next(state);
            var result = await explore.RunAsync(state, Language.English, Caller.Local, CancellationToken.None);
            using var page = await client.GetAsync("/explore" + state.Query());
            if (result.Document is { } document)
            {
                answered++;
                if (page.StatusCode != HttpStatusCode.OK)
                {
                    wrong.Add($"{state.Query()}: page {page.StatusCode}");
                }

                // Opened anew, the definition that is saved shows the same question.
                var saved = new ExploreCompiler(warehouse.Model).Compile(state, withDefaults: true).Value!;
                if (state.Filters.Count == 0 && !Same(ExploreOpening.Of(saved)!, state, warehouse.Model))
                {
                    wrong.Add($"{state.Query()}: opened as {ExploreOpening.Of(saved)!.Query()}");
                }

                foreach (var section in document.Sections)
                {
                    var (checkedFigures, difference) = await CompareAsync(section, state, document, oracle, services);
                    figures += checkedFigures;
                    wrong.AddRange(difference is null ? [] : [$"{state.Query()}, {section.Id}: {difference}"]);
                }

                continue;
            }

            refused++;
            if (page.StatusCode is HttpStatusCode.OK or >= HttpStatusCode.InternalServerError || result.Repairs.Count == 0)
            {
                wrong.Add($"{state.Query()}: {result.Problem!.Code}: {result.Problem.Message}: page {page.StatusCode}, {result.Repairs.Count} offered");
            }

            foreach (var repair in result.Repairs)
            {
                offered++;
                using var opened = await client.GetAsync("/explore" + repair.State.Query());
                if (opened.StatusCode != HttpStatusCode.OK)
                {
                    wrong.Add($"{state.Query()}: '{repair.Caption}' leads to {repair.State.Query()}: {opened.StatusCode}");
                }
            }

            state = result.Repairs.Count > 0 ? result.Repairs[0].State : ExploreState.First;
        }

        output.WriteLine($"{Steps} states: {answered} answered with {figures} figures, {refused} refused with {offered} offers.");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(answered > Steps / 2 && refused > Steps / 20 && figures > Steps, "The walk does not reach enough states.");
    }

    // The whole cells of a section, against one query of the engine and the oracle. Rows of the others and of a limited order have other queries.
    private static async Task<(int Figures, string? Difference)> CompareAsync(ReportSection section, ExploreState state, ReportDocument document, Oracle oracle, IServiceProvider services)
    {
        var measures = section switch
        {
            MatrixSection matrix => [matrix.Measure],
            TableSection table => [.. table.Columns.Skip(1).Select(c => c.Id)],
            ChartSection => [state.Measures[section.Id == "chart" ? 0 : int.Parse(section.Id["chart-".Length..], CultureInfo.InvariantCulture) - 1]],
            KpiSection kpis => [.. kpis.Items.Select(k => k.Measure)],
            _ => (IReadOnlyList<string>)[],
        };
        if (section is EngagementListSection)
        {
            return (0, null);
        }

        List<string> by = section is KpiSection ? [] : [.. new[] { state.Rows, section is TableSection ? null : state.Columns }.OfType<string>()];
        if (state.ChosenTop is not null && measures.Any(m => m.Contains('.', StringComparison.Ordinal) || m == "engagement_share"))
        {
            return (0, null);
        }

        var pairs = ExploreAddresses.Filters(state, TimeProvider.System).Append(new("measures", string.Join(',', measures))).Append(new("limit", "50000"));
        Assert.True(services.GetRequiredService<QueryParameters>().Read(by.Count == 0 ? pairs : pairs.Append(new("by", string.Join(',', by))), Caller.Local).IsValue(out var query, out var problem), problem?.Message);
        if (!(await services.GetRequiredService<AggregateRunner>().RunAsync(query, Caller.Local, null, CancellationToken.None)).IsValue(out var table0, out problem))
        {
            return (0, problem.Message);
        }

        if (ResultComparison.Difference(oracle.Ask(query), table0) is { } counted)
        {
            return (0, "oracle: " + counted);
        }

        var cells = table0.Rows.Where(r => r.Members.All(m => m.Code is not null)).ToDictionary(r => string.Join('|', r.Members.Select(m => m.Code)), r => r.Values);
        var shown = Shown(section).Where(c => by.Count == 0 || c.Key.Split('|').All(code => code.Length > 0)).ToList();
        foreach (var (key, column, figure) in shown)
        {
            if (figure is Proportion { Part: long part, Base: long whole } && (whole >= Proportion.MinBase || Math.Abs((part / (double)whole) - ((Proportion)figure).Ratio) > 1e-12))
            {
                return (0, $"{key}: {figure} is not its part of its base");
            }

            var value = figure is Proportion share ? share.Ratio : figure;
            var expected = cells.TryGetValue(key, out var values) ? values[column] : null;
            // An empty period counts as 0 in a section that fills periods, and is compared with others there.
            if (values is null && services.GetRequiredService<CurrentModel>().Value.Measure(measures[column]).Value!.IsOverTime)
            {
                continue;
            }

            // Reports leave out changes of a small base, and of the first period (docs/reports.md).
            var mayBeEmpty = value is null && measures[column].Contains("change", StringComparison.Ordinal);
            if (!Equals(expected, value) && !mayBeEmpty && !(expected is null && value is 0L or 0.0 or 0m))
            {
                return (0, $"{key}: {value} shown, {expected} expected");
            }
        }

        // Every cell of the query is shown, unless the state asks for the largest only, or the report adds or leaves out periods.
        var missing = state is { ChosenTop: null, ChosenVisual: not ExploreVisual.PairMatrix } && document.Sections.Count > 0 ? cells.Keys.Except(shown.Select(s => s.Key)).Where(k => cells[k].Any(v => v is not null)).ToList() : [];
        return missing.Count == 0 ? (shown.Count, null) : (0, "not shown: " + string.Join(' ', missing.Take(3)));
    }

    private static IEnumerable<(string Key, int Column, object? Value)> Shown(ReportSection section) => section switch
    {
        MatrixSection matrix => matrix.Rows.Members.SelectMany((r, i) => matrix.Columns.Members.Select((c, j) => ($"{r.Code}|{c.Code}", 0, matrix.Cells[i][j]))),
        TableSection table => table.Codes.SelectMany((code, i) => table.Columns.Skip(1).Select((_, j) => (code ?? "", j, table.Rows[i][j + 1]))),
        ChartSection { SeriesDimension: null } chart => chart.Categories.Members.Select((m, i) => (m.Code ?? "", 0, chart.Series[0].Values[i])),
        ChartSection chart => chart.Categories.Members.SelectMany((m, i) => chart.Series.Select(s => ($"{m.Code}|{s.Code}", 0, s.Values[i]))),
        KpiSection kpis => kpis.Items.Select((k, i) => ("", i, k.Value)),
        _ => [],
    };

    private static bool Same(ExploreState opened, ExploreState state, SemanticModel model)
    {
        var compiler = new ExploreCompiler(model);
        if (compiler.VisualOf(state) == ExploreVisual.Timeline)
        {
            return compiler.VisualOf(opened) == ExploreVisual.Timeline;
        }

        // Tiles have no rows, no columns and no order.
        return opened.Measures.SequenceEqual(state.Measures) && (compiler.VisualOf(state) == ExploreVisual.Tiles || (opened.Rows, opened.Columns, opened.Top) == (state.Rows, state.Columns, state.Top))
            && (compiler.VisualOf(opened) == compiler.VisualOf(state) || (compiler.VisualOf(state) == ExploreVisual.Table && compiler.VisualOf(opened) == ExploreVisual.Matrix));
    }
}

/// <summary>Steps of a reader of Explore: one field changed at a time, sensibly or not.</summary>
internal sealed class RandomStates(Random random, TestWarehouse warehouse)
{
    private readonly SemanticModel _model = warehouse.Model;
    private readonly RandomQueries _queries = new(random, warehouse.Data, warehouse.Model);

    public ExploreState Next(ExploreState state) => random.Next(9) switch
    {
        0 => state with { Measures = [.. state.Measures.Append(Measure()).Distinct().Take(5)] },
        1 => state with { Measures = [Measure()], Order = null },
        2 => state with { Rows = random.Next(8) == 0 ? null : Dimension() },
        3 => state with { Columns = random.Next(3) == 0 ? null : Dimension() },
        4 => state with { Visual = random.Next(4) == 0 ? null : Reporting.Warehouse.Definitions.EnumNames.Of(Pick(Enum.GetValues<ExploreVisual>())) },
        5 => state with { Order = random.Next(2) == 0 ? null : "-" + Pick(state.Measures) },
        6 => state with { Top = random.Next(2) == 0 ? null : $"{random.Next(1, 12)}" },
        7 when random.Next(3) == 0 => state with { HasFigures = !state.HasFigures },
        7 => state with { Filters = [] },
        _ => Filtered(state),
    };

    private ExploreState Filtered(ExploreState state)
    {
        var filter = _queries.Filter();
        var name = filter.Dimension + filter.Mode switch { FilterMode.Any => "_any", FilterMode.All => "_all", _ => string.Empty };
        return filter.Dimension == "year" && filter.Values.Any(v => v == "unknown") ? state : state.WithFilter(name, filter.Dimension == "year" ? filter.Values[0] : string.Join(',', filter.Values));
    }

    private string Measure()
    {
        var measure = Pick(_model.Measures);
        var variants = _model.VariantsOf(measure);
        return random.Next(3) > 0 || variants.Count == 0 ? measure.Id : $"{measure.Id}.{Pick(variants).Replace("(N)", "(3)", StringComparison.Ordinal)}";
    }

    private string Dimension() => random.Next(3) == 0 ? Pick(["year", "quarter", "month"]) : Pick(_model.Dimensions).Id;

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
