using Reporting.Engine.Model;

namespace Reporting.Engine.Sql;

/// <summary>The differences between the engines; all else is common SQL.</summary>
public abstract class SqlDialect
{
    /// <summary>True if one statement can group by several sets of keys.</summary>
    public virtual bool HasGroupingSets => false;

    /// <summary>Joins a table that is looked up row by row, so that the rows before it keep their order.</summary>
    public virtual string LookupJoin => "JOIN";

    /// <summary>Ends a sub-query whose index already gives this order, so that a GROUP BY need not sort.</summary>
    public virtual string InOrderOf(string columns) => string.Empty;

    /// <summary>The fact as f, if only its figures are looked up by engagement.</summary>
    public virtual string FactFigures => "FactEngagement f";

    /// <summary>The fact as f, if the figures of whole years are read in sequence.</summary>
    public virtual string FactInTime => "FactEngagement f";

    /// <summary>SQL after the participation lines, where all of them are read with columns that no single index has.</summary>
    public virtual string LinesInOrder => string.Empty;

    /// <summary>Functions for the conditions of BI tools.</summary>
    public abstract SqlFunctions Functions { get; }

    /// <summary>SQL after a table that is scanned in the order of its key, without a sort.</summary>
    public virtual string InKeyOrder => string.Empty;

    /// <summary>Count of rows as a 64-bit number.</summary>
    public abstract string CountRows { get; }

    /// <summary>Count of distinct values as a 64-bit number.</summary>
    public abstract string CountDistinct(string expression);

    /// <summary>The expression as a 64-bit number, so that sums do not overflow.</summary>
    public abstract string Big(string expression);

    public abstract string Real(string expression);

    /// <summary>The real number nearest to the number with so many decimal places.</summary>
    public abstract string Rounded(string expression, int places);

    /// <summary>The number without its fraction.</summary>
    public abstract string Truncated(string expression);

    /// <summary>True if the text contains the other, letter for letter.</summary>
    public abstract string Contains(string text, string part);

    /// <summary>A query for the values of a JSON array, which sends many values as one parameter.</summary>
    public abstract string ListOf(string json, bool areNumbers);

    /// <summary>True if long results can be read on several connections, each with ranges of keys.</summary>
    public virtual bool HasTurns => false;

    /// <summary>SQL after the links to domains, where they are read in ranges of engagements, in the order of their own key.</summary>
    public virtual string DomainsInOrder => string.Empty;

    /// <summary>A query for the numbers from the first to the last, by steps, in order.</summary>
    public virtual string Steps(string column, string first, string step, string last) => throw new NotSupportedException("This engine reads rows on one connection.");

    /// <summary>True if the engine sorts all rows to group them by a column of another table.</summary>
    public virtual bool SortsGroups => false;

    /// <summary>A column that is tested row by row, and through which the engine must not search an index.</summary>
    public virtual string Unindexed(string column) => column;

    /// <summary>True where a statement can test a number against the bits of a parameter.</summary>
    public virtual bool HasBits => false;

    /// <summary>True where the bit of that number is set.</summary>
    public virtual string IsBitSet(string bits, string number) => throw new NotSupportedException("This engine tests no bits.");

    /// <summary>The bits of all numbers of a column, as an aggregate.</summary>
    public virtual string SetOf(string number) => throw new NotSupportedException("This engine has no sets of bits.");

    /// <summary>How many numbers the sets at these places have in common with a set, or with all numbers (<c>NULL</c>).</summary>
    public virtual string CountCommon(string stride, string kept, IEnumerable<(string Sets, string Place)> others) => throw new NotSupportedException("This engine has no sets of bits.");

    /// <summary>A query for the distinct pairs of a JSON array of arrays: a code as Code, a number as Member.</summary>
    public abstract string CodePairs(string json);

    /// <summary>A query for named columns of a JSON array of rows; each row once, so that it is read before it is joined.</summary>
    public abstract string Table(string json, IReadOnlyList<(string Name, SqlColumnType Type)> columns);

    public abstract string Limit(string rows);

    /// <summary>A query for distinct rows in no order, which ends at this number of rows.</summary>
    public abstract string FirstDistinct(string columns, string from, string rows);

    /// <summary>The number of a date key's day (yyyymmdd), counted from any fixed day.</summary>
    public abstract string DayNumber(string dateKey);

    /// <summary>The date key of a day's number.</summary>
    public abstract string DateKey(string dayNumber);

    /// <summary>The key of a date level, from columns that the fact and every bridge have.</summary>
    public static string TimeKey(TimeLevel level, string alias) => level switch
    {
        TimeLevel.Year => $"{alias}.YearKey",
        TimeLevel.Quarter => $"({alias}.YearKey * 10 + ({alias}.StartDateKey / 100 % 100 + 2) / 3)",
        TimeLevel.Month => $"({alias}.StartDateKey / 100)",
        TimeLevel.Date => $"{alias}.StartDateKey",
        _ => $"(CASE WHEN {alias}.StartDateKey / 100 % 100 = 0 THEN {alias}.YearKey * 10 "
            + $"ELSE ({alias}.YearKey * 12 + {alias}.StartDateKey / 100 % 100 - {level.FirstMonth()}) / 12 * 10 + 1 END)",
    };

    /// <summary>True if the key states a period of this level.</summary>
    public static string IsStated(TimeLevel level, string key) => level switch
    {
        TimeLevel.Year => $"{key} <> 0",
        _ when level == TimeLevel.Quarter || level.IsFiscalYear() => $"{key} % 10 <> 0",
        _ => $"{key} % 100 <> 0",
    };

    /// <summary>The number of a period; adjacent periods have adjacent numbers.</summary>
    public string PeriodNumber(TimeLevel level, string key) => level switch
    {
        TimeLevel.Year => key,
        TimeLevel.Quarter => $"({key} / 10 * 4 + {key} % 10 - 1)",
        TimeLevel.Month => $"({key} / 100 * 12 + {key} % 100 - 1)",
        _ when level.IsFiscalYear() => $"({key} / 10)",
        _ => DayNumber(key),
    };

    /// <summary>The key of the period with this number.</summary>
    public string PeriodKey(TimeLevel level, string number) => level switch
    {
        TimeLevel.Year => number,
        TimeLevel.Quarter => $"({number} / 4 * 10 + {number} % 4 + 1)",
        TimeLevel.Month => $"({number} / 12 * 100 + {number} % 12 + 1)",
        _ when level.IsFiscalYear() => $"({number} * 10 + 1)",
        _ => DateKey(number),
    };
}

/// <summary>The type of a column of a JSON table.</summary>
public enum SqlColumnType
{
    Whole,
    Real,
    Text,
}
