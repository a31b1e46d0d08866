using System.Data.Common;

namespace Reporting.Engine.Sql;

/// <summary>
/// Functions of texts, days and numbers that BI tools ask for, so written that they mean the same on every engine: letter for letter,
/// characters as UTF-16 units, null where an argument is.
/// </summary>
public abstract class SqlFunctions
{
    /// <summary>Adds what the engine lacks to a connection that was just opened.</summary>
    public virtual void Prepare(DbConnection connection)
    {
    }

    /// <summary>The text, compared and ordered letter for letter.</summary>
    public virtual string Ordinal(string text) => text;

    public virtual string TextEquals(string left, string right) => $"{left} = {right}";

    public virtual string TextDiffers(string left, string right) => $"{left} <> {right}";

    public abstract string TextOf(string number);

    public abstract string Concat(string left, string right);

    public abstract string Lower(string text);

    public abstract string Upper(string text);

    public abstract string Trim(string text);

    public abstract string Length(string text);

    /// <summary>Counted from 0; -1 where it is not in the text.</summary>
    public abstract string IndexOf(string text, string part);

    public abstract string Contains(string text, string part);

    public abstract string StartsWith(string text, string part);

    public abstract string EndsWith(string text, string part);

    /// <summary>From a character counted from 0; a negative start is 0, a length of null is the rest.</summary>
    public abstract string Substring(string text, string start, string? length);

    /// <summary>A column of dates as the number yyyymmdd.</summary>
    public abstract string DayOfDate(string column);

    /// <summary>The UTC day of an instant as the number yyyymmdd.</summary>
    public abstract string DayOfInstant(string instant);

    /// <summary>One text of distinct codes in order, parted by U+001F; null where there is none.</summary>
    public abstract string Listed(string code, string from);

    /// <summary>Some of the rows, in an order.</summary>
    public abstract string Page(string skip, string? rows);
}
