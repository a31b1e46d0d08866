using System.Text.RegularExpressions;
using Reporting.Engine.Feed;
using Reporting.Engine.Planning;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Sql.Feed;

/// <summary>
/// Turns a query for the rows of a set into one statement: rows that the caller may see → steps → filter → order and page. Pure.
/// </summary>
internal sealed partial class FeedCompiler(SqlDialect dialect, WarehouseConnections connections)
{
    /// <summary>Compiles a statement for the rows, or for their number.</summary>
    public Outcome<CompiledFeedQuery> Compile(FeedQuery query, QueryPlan plan, EntitySets sets, bool count)
    {
        try
        {
            return new Compilation(query, plan, sets, dialect, connections.Engine).Compile(count);
        }
        catch (FeedQueryException refusal)
        {
            return refusal.Problem;
        }
    }

    private sealed partial class Compilation
    {
        private readonly FeedQuery query;
        private readonly SqlDialect dialect;
        private readonly IWarehouseEngine engine;
        private readonly SqlValues values = new();
        private readonly ExpressionSql expressions;
        private FeedRelation rows;

        public Compilation(FeedQuery query, QueryPlan plan, EntitySets sets, SqlDialect dialect, IWarehouseEngine engine)
        {
            (this.query, this.dialect, this.engine) = (query, dialect, engine);
            rows = FeedRelation.Of(query.Set, FeedSource.Of(query.Set, plan, query.Composed, values, dialect), sets, dialect);
            expressions = new ExpressionSql(() => rows, values, dialect, engine);
        }

        public CompiledFeedQuery Compile(bool count)
        {
            if (query.Key is { } key)
            {
                WhereKey(key);
            }

            foreach (var step in query.Steps)
            {
                Take(step);
            }

            if (query.Filter is { } filter)
            {
                rows.Where(expressions.Condition(filter));
            }

            return count ? Count() : Rows();
        }

        private void WhereKey(object key)
        {
            var set = query.Set;
            rows.Where(expressions.Condition(new FeedExpression.Binary(FeedOperator.Equal, new FeedExpression.Property([set.Key.Name]), new FeedExpression.Constant(key, set.Key.Kind))));

            // Find a composed key by its parts, which have an index.
            if (set.KeyColumns.Count == 2 && set.Rows is FeedRows.Links)
            {
                var parts = ((string)key).Split('|');
                var isKey = parts.Length == 2 && parts.All(p => int.TryParse(p, out _));
                foreach (var (column, part) in isKey ? set.KeyColumns.Zip(parts) : [])
                {
                    rows.Where($"{set.Alias}.{column} = {values.Add(int.Parse(part, System.Globalization.CultureInfo.InvariantCulture))}");
                }
            }
        }

        private void Take(FeedStep step)
        {
            switch (step)
            {
                case FeedStep.Filter filter:
                    rows.Where(expressions.Condition(filter.Condition));
                    break;
                case FeedStep.Compute compute:
                    var terms = compute.Values.Select(v => (v.Name, Term: expressions.Value(v.Expression))).ToList();
                    terms.ForEach(t => rows.Name(t.Name, t.Term));
                    break;
                case FeedStep.Group group:
                    rows = new GroupSql(rows, expressions, dialect).Group(group);
                    break;
            }
        }

        private CompiledFeedQuery Count() => new(Statement($"{rows.With}SELECT {dialect.CountRows}\n{rows.Text}"), [], []);

        private CompiledFeedQuery Rows()
        {
            var columns = new List<string>();
            var fields = query.Columns.Select(path => Field(string.Join('/', path), rows.Resolve(path), columns)).ToList();
            var order = new List<(Term Term, bool Descending)>();
            foreach (var (term, descending) in query.Order.Select(o => (expressions.Value(o.By), o.Descending)).Concat(rows.Keys.Select(k => (k, false))))
            {
                // Leave out repeated and constant terms: SQL Server refuses them, or reads a number as the place of a column.
                if (NamesAColumn().IsMatch(term.Exact) && order.TrueForAll(o => o.Term.Exact != term.Exact))
                {
                    order.Add((term, descending));
                }
            }

            if (query.After is { } after)
            {
                rows.Where(new KeysetSql(values, dialect, engine).After(order, after));
            }

            var marks = order.Select(o => Field(string.Empty, o.Term, columns)).ToList();
            var text = $"{rows.With}SELECT {string.Join(", ", columns)}\n{rows.Text}";
            if (query.Key is null)
            {
                text += "\nORDER BY " + string.Join(", ", order.Select(o => o.Term.Exact + (o.Descending ? " DESC" : string.Empty)))
                    + "\n" + dialect.Functions.Page(values.Add(query.Skip), query.Limit is { } limit ? values.Add(limit) : null);
            }

            return new CompiledFeedQuery(Statement(text), fields, marks);
        }

        [GeneratedRegex(@"[A-Za-z]\w*\.\[?[A-Za-z]", RegexOptions.NonBacktracking, 1000)]
        private static partial Regex NamesAColumn();

        private CompiledStatement Statement(string text) => new(text, values.ByName, new RowShape([], new Dictionary<BaseAggregate, int>()));

        private static FeedField Field(string name, Term term, List<string> columns)
        {
            var place = columns.IndexOf(term.Exact);
            if (place < 0)
            {
                place = columns.Count;
                columns.Add(term.Exact);
            }

            return new FeedField(name, term.Kind, term.IsNullable, place, term.Divisor);
        }
    }
}

/// <summary>A statement over a set: its rows, the place of each requested value, and the columns of a row's place in the order.</summary>
internal sealed record CompiledFeedQuery(CompiledStatement Statement, IReadOnlyList<FeedField> Fields, IReadOnlyList<FeedField> Marks);
