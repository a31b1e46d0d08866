using System.Text.Json;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Tests.Problems;

public sealed class ProblemTests
{
    [Fact]
    public void A_stored_problem_is_read_as_it_was()
    {
        var problem = new Problem(ErrorCodes.QuestionsBusy, "Busy.", "Wait.") { RetryAfter = TimeSpan.FromSeconds(3) };
        Assert.Equal(problem, JsonSerializer.Deserialize<Problem>(JsonSerializer.Serialize(problem)));
    }

    [Fact]
    public void A_problem_that_an_earlier_version_stored_is_read_though_its_code_is_gone()
    {
        var problem = JsonSerializer.Deserialize<Problem>("""{"Kind":10,"Code":"of-old","Message":"Away.","Hint":"Wait.","RetryAfter":null}""")!;
        Assert.Equal((ProblemKind.Unavailable, "of-old", "Away.", "Wait."), (problem.Kind, problem.Code, problem.Message, problem.Hint));
    }
}
