using System.ComponentModel.DataAnnotations;

namespace Reporting.Engine.Queries;

/// <summary>Limits for the cost of one query and for queries at a time; section <c>Questions</c>.</summary>
public sealed class QueryOptions
{
    public const string Section = "Questions";

    /// <summary>Most rows that <c>fill=true</c> may return, empty ones included. A query with more is refused before it runs.</summary>
    [Range(1_000, 100_000_000)]
    public int MaxFilledRows { get; set; } = 1_000_000;

    /// <summary>Most cells that ratios, shares and comparisons over time are composed of. A query that needs more is refused.</summary>
    [Range(1_000, 10_000_000)]
    public int MaxComposedCells { get; set; } = 200_000;

    /// <summary>
    /// How many queries run at a time; others wait. 0 means 100 on a server. On the embedded engine, which works in this process, it means two for
    /// each processor, at least four.
    /// </summary>
    [Range(0, 1_000)]
    public int MaxRunning { get; set; }

    /// <summary>How many heavy queries run at a time, beside the others. 0 means 32 on a server; on the embedded engine one for each two processors, at least two.</summary>
    [Range(0, 1_000)]
    public int MaxHeavy { get; set; }

    /// <summary>How many results of more than <see cref="LargeFrom"/> rows are made in memory at a time; others wait.</summary>
    [Range(1, 1_000)]
    public int MaxLargeAnswers { get; set; } = 4;

    /// <summary>How many whole reports are made as workbooks at a time; others wait. 0 means one for each two processors, at least one.</summary>
    [Range(0, 1_000)]
    public int MaxWorkbooks { get; set; }

    /// <summary>How many long pages of engagements are sent at a time; others wait.</summary>
    [Range(1, 1_000)]
    public int MaxStreams { get; set; } = 16;

    /// <summary>How many may wait in each lane; further ones are refused.</summary>
    [Range(0, 100_000)]
    public int MaxWaiting { get; set; } = 200;

    /// <summary>Seconds that a query waits before it is refused.</summary>
    [Range(1, 3_600)]
    public int WaitSeconds { get; set; } = 60;

    /// <summary>
    /// Most bytes of memory for the engagements that row rules show and that members have, on the embedded engine: a bit for each engagement and combination
    /// of roles or member. Beyond it the sets least recently used are computed again. Members take at most half.
    /// </summary>
    [Range(0, 2_000_000_000)]
    public long MaxRuleBytes { get; set; } = 64_000_000;

    /// <summary>A result that may have more rows counts as large.</summary>
    public const int LargeFrom = 1_000;
}
