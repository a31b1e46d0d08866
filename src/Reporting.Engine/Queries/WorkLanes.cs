using Microsoft.Extensions.Options;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Queries;

/// <summary>The turns that questions take, so that memory and processors are bounded however many come at once.</summary>
public sealed class WorkLanes(IOptions<QuestionOptions> options) : IDisposable
{
    private const int RetryAfter = 10;

    /// <summary>Answers of many rows: they cost memory as long as they are made and sent.</summary>
    public WorkLane Large { get; } = Lane(options.Value.MaxLargeAnswers, options.Value, "Too many large answers are being made already.", "Ask for fewer rows at a time (limit, then after), or try again as Retry-After says.");

    public void Dispose() => Large.Dispose();

    private static WorkLane Lane(int places, QuestionOptions options, string message, string hint) => new(
        places, options.MaxWaiting, TimeSpan.FromSeconds(options.WaitSeconds), new Problem(ProblemKind.Unavailable, "questions-busy", message, hint) { RetryAfterSeconds = RetryAfter });
}
