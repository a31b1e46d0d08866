using System.Globalization;

namespace ExcelNumberFormat;

/// <summary>Stands in for the package of the same name, which ClosedXML mentions but we never call.</summary>
public sealed class NumberFormat(string formatString)
{
    public string FormatString { get; } = formatString;

    public string Format(object value, CultureInfo culture) =>
        throw new NotSupportedException(
            "Formatted text of a cell needs the real ExcelNumberFormat package: build with -p:UseStandIns=false.");
}
