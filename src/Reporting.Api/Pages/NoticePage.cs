using Reporting.Api.Problems;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Pages;

/// <summary>Shows a problem on a page.</summary>
internal static class NoticePage
{
    /// <summary>With the status of the problem's kind.</summary>
    public static PageResult Of(HttpContext context, Problem problem) => Of(context, problem, ProblemResponses.StatusOf(problem.Kind));

    public static PageResult Of(HttpContext context, Problem problem, int status)
    {
        ProblemResult.SetRetryAfter(context.Response, problem);
        return PageResult.Of<NoticeMessage>(context, status, new() { [nameof(NoticeMessage.Status)] = status, [nameof(NoticeMessage.Problem)] = problem });
    }
}
