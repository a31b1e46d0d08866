using System.Data.Common;

namespace Reporting.Engine.Sql;

/// <summary>
/// Functions of texts, days and numbers for BI tools. Every engine gives the same result: it compares letter for letter, counts UTF-16 units,
/// and returns null for a null argument.
/// </summary>
public abstract class SqlFunctions
{
    /// <summary>Adds functions that the engine lacks to an open connection.</summary>
    public virtual void Prepare(DbConnection connection)
    {
    }

    /// <summary>The text, compared and ordered letter for letter.</summary>
    public virtual string Ordinal(string text) => text;

    /// <summary>A text of the model file. What callers send is always a parameter.</summary>
    public virtual string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public virtual string TextEquals(string left, string right) => $"{left} = {right}";

    public virtual string TextDiffers(string left, string right) => $"{left} <> {right}";

    public abstract string TextOf(string number);

    public abstract string Concat(string left, string right);

    public abstract string Lower(string text);

    public abstract string Upper(string text);

    public abstract string Trim(string text);

    public abstract string Length(string text);

    /// <summary>The position counted from 0; -1 if it is not in the text.</summary>
    public abstract string IndexOf(string text, string part);

    public abstract string Contains(string text, string part);

    public abstract string StartsWith(string text, string part);

    public abstract string EndsWith(string text, string part);

    /// <summary>The text from a position counted from 0. A negative start is 0; a length of null takes the rest.</summary>
    public abstract string Substring(string text, string start, string? length);

    /// <summary>A column of dates as the number yyyymmdd.</summary>
    public abstract string DayOfDate(string column);

    /// <summary>The UTC day of an instant as the number yyyymmdd.</summary>
    public abstract string DayOfInstant(string instant);

    /// <summary>Distinct codes in order as one text, separated by U+001F; null if there is none.</summary>
    public abstract string Listed(string code, string from);

    /// <summary>Some of the rows in an order.</summary>
    public abstract string Page(string skip, string? rows);
}
