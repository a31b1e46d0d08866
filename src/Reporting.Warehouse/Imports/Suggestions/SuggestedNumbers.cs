using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Numbers;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>The part of a suggested mapping for headcounts and amounts.</summary>
internal sealed class SuggestedNumbers(SuggestedColumns columns, SuggestedText text)
{
    private const int MaxCurrencies = 200;

    public void Write()
    {
        WriteHeadcount();
        WriteAmount();
    }

    private void WriteHeadcount()
    {
        bool Matches(ColumnSample c) => CanBe(c) && c.IsCalled("student", "participants", "people", "headcount", "quantity", "attend", "personnel", "troops", "trainees", "delegates");
        if ((columns.First(c => Matches(c) && c.IsNumber) ?? columns.First(Matches)) is { } column)
        {
            var unit = ColumnUnit.Of(column.Name);
            var wrong = column.IsDecimalComma ? 0 : unit.Factor == 1 ? column.NotWhole : column.NotNumbers;
            Line("headcount", column, "", wrong, wrong == 0 ? "" : $"{Plural.Of(wrong, "value is", "values are")} not {Plural.Word(wrong, "a whole number", "whole numbers")} and {Plural.Word(wrong, "is", "are")} left out with a warning");
        }
    }

    private void WriteAmount()
    {
        bool Matches(ColumnSample c) => CanBe(c) && (c.IsCalled("usd", "dollar", "us$") || (c.IsCalled("cost", "amount", "commitment", "contribution", "value", "budget", "price", "disburse") && !c.IsCalled("percent", "%")));
        var column = columns.First(c => Matches(c) && c.IsNumber && c.IsCalled("usd", "us$")) ?? columns.First(c => Matches(c) && c.IsNumber) ?? columns.First(Matches);
        if (column is null)
        {
            return;
        }

        var unit = ColumnUnit.Of(column.Name);
        if (unit.Currency is { } currency)
        {
            text.Note($"  amount_usd: {SuggestedText.Quoted(columns.NameOf(column))} is in {currency}, so its amounts are lost. Write for example");
            text.Note($"  amount_usd: {{from: \"{{…}}\", currency: {currency}, rates: {{{currency}: …}}{(unit.Factor == 1 ? "" : $", multiply: {unit.Factor:0}")}}} with the value of one {currency} in US dollars");
            return;
        }

        var wrong = column.IsDecimalComma ? 0 : column.NotNumbers;
        var doubts = wrong == 0 ? [] : new List<string> { $"{Plural.Of(wrong, "value is", "values are")} not {Plural.Word(wrong, "a number", "numbers")} and {Plural.Word(wrong, "is", "are")} left out with a warning" };
        if (!unit.IsDollars && columns.First(c => c != column && IsCurrency(c)) is { } currencies)
        {
            var lost = Lost(currencies);
            Line("amount_usd", column, $", currency: {SuggestedText.Quoted(columns.Template(currencies))}", lost.Length > 0 ? 1 : wrong, string.Join("; ", doubts.Append(lost).Where(doubt => doubt.Length > 0)));
            return;
        }

        doubts.AddRange(column.IsCalled("usd", "us$", "dollar") ? [] : [NoCurrency(column)]);
        Line("amount_usd", column, "", wrong, string.Join("; ", doubts));
    }

    private static bool CanBe(ColumnSample column) => !SuggestedEngagement.IsId(column) && (column.IsMostlyNumber || column.IsDecimalComma) && !column.IsFlag && !column.IsYear;

    private void Line(string key, ColumnSample column, string currency, int leftOut, string doubt)
    {
        var unit = ColumnUnit.Of(column.Name);
        var parts = new[]
        {
            column.IsDecimalComma ? ", decimal_mark: \",\"" : "", currency, leftOut > 0 ? ", if_invalid: leave_out" : "", columns.MissingKey(column), unit.Factor == 1 ? "" : $", multiply: {unit.Factor:0}",
        };
        var template = SuggestedText.Quoted(columns.Template(column));
        text.Line(
            $"  {key}: {(string.Concat(parts) is { Length: > 0 } more ? $"{{from: {template}{more}}}" : template)}",
            doubt.Length > 0 ? "doubtful" : "likely",
            string.Join("; ", new[] { unit.Magnitude is null ? "" : $"the column's name says {unit.Magnitude}", doubt }.Where(part => part.Length > 0)));
    }

    private string NoCurrency(ColumnSample column)
    {
        var others = columns.All.Where(c => c.HasValues && !columns.IsUsed(c) && c != column && c.IsCalled("commitment", "disburse", "amount", "cost", "budget")).Select(columns.NameOf).Take(3).ToList();
        return $"the file does not name a currency; if it is not US dollars, add 'currency' and a 'rate'{(others.Count > 0 ? $"; not taken: {string.Join(", ", others)}" : "")}";
    }

    // A column that names the currency of each row.
    private static bool IsCurrency(ColumnSample column) => column.IsComplete && column.Values.Count() <= MaxCurrencies
        && column.Values.Where(value => Currencies.Find(value.Text) is not null).Sum(value => value.Count) * 10 >= column.Count * 9;

    private static string Lost(ColumnSample currencies)
    {
        var others = currencies.Values.GroupBy(value => Currencies.Find(value.Text) ?? value.Text, StringComparer.Ordinal).Where(group => group.Key != Currencies.Usd)
            .Select(group => (Currency: group.Key, Rows: group.Sum(value => value.Count))).OrderByDescending(group => group.Rows).ToList();
        var lost = others.Count == 0 ? "" : $"the amounts in {string.Join(", ", others.Take(6).Select(other => $"{SuggestedText.Comment(other.Currency, 20)} ({Plural.Of(other.Rows, "row")})"))}{(others.Count > 6 ? " …" : "")} are lost until 'rates' has their rates";
        var blank = currencies.Blank == 0 ? "" : $"{Plural.Of(currencies.Blank, "row has", "rows have")} no currency";
        return string.Join("; ", new[] { lost, blank }.Where(part => part.Length > 0));
    }
}
