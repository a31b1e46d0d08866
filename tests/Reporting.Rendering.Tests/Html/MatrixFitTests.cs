using System.Globalization;
using Reporting.Engine.Languages;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Html;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Tests.Html;

/// <summary>A matrix by year stays on an upright page in every language: earlier years in one column, the last seven, and what is not stated.</summary>
public sealed class MatrixFitTests
{
    [Theory]
    [InlineData("en", "2001 to 2018")]
    [InlineData("hi", "2001 से 2018 तक")]
    [InlineData("he", "2001 עד 2018")]
    public void Nine_columns_fit_beside_the_total(string code, string earlier)
    {
        var (language, few) = (Language.Of(code), SampleReport.Matrix());
        List<AxisMember> years = [.. Enumerable.Range(2001, 25).Select(year => new AxisMember($"{year}", year.ToString(CultureInfo.InvariantCulture))), new AxisMember(null, language.Phrases.DateNotStated)];
        var matrix = few with
        {
            Columns = few.Columns with { Members = years, NotStated = 1 },
            Cells = [.. few.RowTotals.Select(_ => (IReadOnlyList<object?>)[.. years.Select(_ => (object?)123L)])],
            ColumnTotals = [.. years.Select(_ => (object?)1_234L)],
            Lead = new LeadingColumn(new AxisMember("2001..2018", earlier), [.. few.RowTotals.Select(_ => (object?)1_234L)], 5_103L, 18),
        };
        var text = ValueText.In(code);
        Assert.Equal(10, ColumnParts.ColumnsOf(matrix, text).Count);
        Assert.True(ColumnParts.FitPortrait(matrix, text));
    }
}
