namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>Determines the date precision of a cell's number format. Formats follow ECMA-376, part 1, 18.8.30 and 18.8.31.</summary>
internal static class NumberFormat
{
    /// <summary>The built-in formats, which have only a number.</summary>
    public static DateShape BuiltIn(int id) => id switch
    {
        17 => DateShape.Month,
        14 or 15 or 16 or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or (>= 57 and <= 58) => DateShape.Day,
        (>= 18 and <= 21) or (>= 32 and <= 35) or 45 or 47 or 55 or 56 => DateShape.Time,
        46 => DateShape.Elapsed,
        _ => DateShape.None,
    };

    public static DateShape Of(string format)
    {
        var (years, months, days, hours) = (false, false, false, false);
        // The sections after the first ';' are for negative numbers, zero and texts.
        for (var i = 0; i < format.Length && format[i] != ';'; i++)
        {
            switch (char.ToLowerInvariant(format[i]))
            {
                case '"':
                    i = format.IndexOf('"', i + 1) is > 0 and var quote ? quote : format.Length;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '[':
                    var end = format.IndexOf(']', i);
                    if (end < 0)
                    {
                        return DateShape.None;
                    }

                    if (IsElapsed(format[(i + 1)..end]))
                    {
                        return DateShape.Elapsed;
                    }

                    i = end;
                    break;
                case 'g' when format.AsSpan(i).StartsWith("general", StringComparison.OrdinalIgnoreCase):
                    return DateShape.None;
                case 'a' when format.AsSpan(i).StartsWith("am/pm", StringComparison.OrdinalIgnoreCase) || format.AsSpan(i).StartsWith("a/p", StringComparison.OrdinalIgnoreCase):
                    (hours, i) = (true, i + (format.AsSpan(i).StartsWith("am/pm", StringComparison.OrdinalIgnoreCase) ? 4 : 2));
                    break;
                // "e" is the year of an era, except in "0.00E+00".
                case 'y' or 'b' or 'g' or 'e' when !(format[i] is 'E' or 'e' && i + 1 < format.Length && format[i + 1] is '+' or '-'):
                    years = true;
                    break;
                case 'm':
                    months = true;
                    break;
                case 'd':
                    days = true;
                    break;
                case 'h' or 's':
                    hours = true;
                    break;
            }
        }

        return (years, months, days, hours) switch
        {
            (_, _, true, _) => DateShape.Day,
            (true, _, _, true) => DateShape.Day,
            (true, true, _, _) => DateShape.Month,
            (true, _, _, _) => DateShape.Year,
            (_, _, _, true) => DateShape.Time,
            (_, true, _, _) => DateShape.Day,
            _ => DateShape.None,
        };
    }

    private static bool IsElapsed(string brackets) => brackets.Length > 0 && (brackets.Trim('h', 'H').Length == 0 || brackets.Trim('m', 'M').Length == 0 || brackets.Trim('s', 'S').Length == 0);
}

/// <summary>The precision at which a cell displays a date; <c>None</c> for a number that is not a date.</summary>
internal enum DateShape
{
    None,
    Day,
    Month,
    Year,
    Time,
    Elapsed,
}
