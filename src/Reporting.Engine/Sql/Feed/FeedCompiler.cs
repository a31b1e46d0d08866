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
        private readonly FeedQuery _query;
        private readonly SqlDialect _dialect;
        private readonly IWarehouseEngine _engine;
        private readonly SqlValues _values = new();
        private readonly ExpressionSql _expressions;
        private FeedRelation _rows;

        public Compilation(FeedQuery query, QueryPlan plan, EntitySets sets, SqlDialect dialect, IWarehouseEngine engine)
        {
            (_query, _dialect, _engine) = (query, dialect, engine);
            _rows = FeedRelation.Of(query.Set, FeedSource.Of(query.Set, plan, query.Composed, _values, dialect), sets, dialect);
            _expressions = new ExpressionSql(() => _rows, _values, dialect, engine);
        }

        public CompiledFeedQuery Compile(bool count)
        {
            if (_query.Key is { } key)
            {
                WhereKey(key);
            }

            foreach (var step in _query.Steps)
            {
                Take(step);
            }

            if (_query.Filter is { } filter)
            {
                _rows.Where(_expressions.Condition(filter));
            }

            return count ? Count() : Rows();
        }

        private void WhereKey(object key)
        {
            var set = _query.Set;
            _rows.Where(_expressions.Condition(new FeedExpression.Binary(FeedOperator.Equal, new FeedExpression.Property([set.Key.Name]), new FeedExpression.Constant(key, set.Key.Kind))));

            // Find a composed key by its engagement, which has an index.
            if (set.KeyColumns.Count > 1 && set.Rows is FeedRows.Links or FeedRows.Relations && int.TryParse(((string)key).Split('|')[0], out var engagement))
            {
                _rows.Where($"{set.Alias}.{set.KeyColumns[0]} = {_values.Add(engagement)}");
            }
        }

        private void Take(FeedStep step)
        {
            switch (step)
            {
                case FeedStep.Filter filter:
                    _rows.Where(_expressions.Condition(filter.Condition));
                    break;
                case FeedStep.Compute compute:
                    var terms = compute.Values.Select(v => (v.Name, Term: _expressions.Value(v.Expression))).ToList();
                    terms.ForEach(t => _rows.Name(t.Name, t.Term));
                    break;
                case FeedStep.Group group:
                    _rows = new GroupSql(_rows, _expressions, _dialect).Group(group);
                    break;
            }
        }

        private CompiledFeedQuery Count() => new(Statement($"{_rows.With}SELECT {_dialect.CountRows}\n{_rows.Text}"), [], []);

        private CompiledFeedQuery Rows()
        {
            var columns = new List<string>();
            var fields = _query.Columns.Select(path => Field(string.Join('/', path), _rows.Resolve(path), columns)).ToList();
            var order = new List<(Term Term, bool Descending)>();
            foreach (var (term, descending) in _query.Order.Select(o => (_expressions.Value(o.By), o.Descending)).Concat(_rows.Keys.Select(k => (k, false))))
            {
                // Leave out repeated and constant terms: SQL Server refuses them, or reads a number as the place of a column.
                if (NamesAColumn().IsMatch(term.Exact) && order.TrueForAll(o => o.Term.Exact != term.Exact))
                {
                    order.Add((term, descending));
                }
            }

            if (_query.After is { } after)
            {
                _rows.Where(new KeysetSql(_values, _dialect, _engine).After(order, after));
            }

            var marks = order.Select(o => Field(string.Empty, o.Term, columns)).ToList();
            var text = $"{_rows.With}SELECT {string.Join(", ", columns)}\n{_rows.Text}";
            if (_query.Key is null)
            {
                text += "\nORDER BY " + string.Join(", ", order.Select(o => o.Term.Exact + (o.Descending ? " DESC" : string.Empty)))
                    + "\n" + _dialect.Functions.Page(_values.Add(_query.Skip), _query.Limit is { } limit ? _values.Add(limit) : null);
            }

            return new CompiledFeedQuery(Statement(text), fields, marks);
        }

        [GeneratedRegex(@"[A-Za-z]\w*\.\[?[A-Za-z]", RegexOptions.NonBacktracking, 1000)]
        private static partial Regex NamesAColumn();

        private CompiledStatement Statement(string text) => new(text, _values.ByName, RowShape.None);

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
