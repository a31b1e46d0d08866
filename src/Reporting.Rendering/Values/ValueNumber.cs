using System.Globalization;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Values;

/// <summary>A value as a number for drawing bars and tints; null for other values. Never used for displayed figures.</summary>
public static class ValueNumber
{
    public static double? Of(object? value) => value switch
    {
        null or string => null,
        Proportion share => share.Ratio,
        double number => double.IsFinite(number) ? number : null,
        IConvertible number => Convert.ToDouble(number, CultureInfo.InvariantCulture),
        _ => null,
    };
}
