using System.ComponentModel.DataAnnotations;

namespace Reporting.Engine.Queries;

/// <summary>How much one question may cost, and how many run at once; section <c>Questions</c>.</summary>
public sealed class QuestionOptions
{
    public const string Section = "Questions";

    /// <summary>Most rows that <c>fill=true</c> may make, empty ones included. A question with more is refused before it runs.</summary>
    [Range(1_000, 100_000_000)]
    public int MaxFilledRows { get; set; } = 1_000_000;

    /// <summary>
    /// How many questions run at a time; others wait for their turn. 0: two for each processor on the embedded engine, which works in this process, at
    /// least four; 100 on a server.
    /// </summary>
    [Range(0, 1_000)]
    public int MaxRunning { get; set; }

    /// <summary>How many heavy questions run at a time, beside the others; 0: one for each two processors on the embedded engine, at least two; 32 on a server.</summary>
    [Range(0, 1_000)]
    public int MaxHeavy { get; set; }

    /// <summary>How many answers of more than <see cref="LargeFrom"/> rows are made in memory at a time; others wait for their turn.</summary>
    [Range(1, 1_000)]
    public int MaxLargeAnswers { get; set; } = 4;

    /// <summary>How many long pages of engagements are sent at a time, as they are read; others wait for their turn.</summary>
    [Range(1, 1_000)]
    public int MaxStreams { get; set; } = 16;

    /// <summary>How many may wait for a turn; further ones are told to come back.</summary>
    [Range(0, 100_000)]
    public int MaxWaiting { get; set; } = 200;

    /// <summary>Seconds that one waits for its turn before it is told to come back.</summary>
    [Range(1, 3_600)]
    public int WaitSeconds { get; set; } = 60;

    /// <summary>
    /// Most bytes of memory for the engagements that row rules show, on the embedded engine: a bit for each engagement and combination of roles. Beyond
    /// it the sets least recently used are found anew.
    /// </summary>
    [Range(0, 2_000_000_000)]
    public long MaxRuleBytes { get; set; } = 64_000_000;

    /// <summary>An answer that may have more rows is a large one.</summary>
    public const int LargeFrom = 1_000;
}
