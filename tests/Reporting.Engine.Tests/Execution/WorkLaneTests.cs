using Reporting.Engine.Execution;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Tests.Execution;

public sealed class WorkLaneTests
{
    private static readonly Problem Busy = new(ErrorCodes.QuestionsBusy, "Busy.", "Wait.");

    [Fact]
    public async Task A_lane_admits_some_queues_some_and_refuses_the_rest_at_once()
    {
        using var lane = new WorkLane(1, maxWaiting: 1, TimeSpan.FromMinutes(1), Busy);
        var first = (await lane.EnterAsync(default)).Value!;
        var second = lane.EnterAsync(default).AsTask();
        Assert.Equal(1, lane.Waiting);
        Assert.Same(Busy, (await lane.EnterAsync(default)).Problem);
        Assert.False(second.IsCompleted);
        first.Dispose();
        using var place = (await second).Value!;
        Assert.Equal(0, lane.Waiting);
    }

    [Fact]
    public async Task Work_without_limit_waits_for_a_place_and_takes_none_from_the_queue()
    {
        using var lane = new WorkLane(1, maxWaiting: 0, TimeSpan.FromMilliseconds(1), Busy);
        var first = (await lane.EnterAsync(default)).Value!;
        var patient = lane.EnterWithoutLimitAsync(default).AsTask();
        Assert.Equal(0, lane.Waiting);
        Assert.Same(Busy, (await lane.EnterAsync(default)).Problem);
        Assert.False(patient.IsCompleted);
        first.Dispose();
        (await patient).Value!.Dispose();
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_refused()
    {
        using var lane = new WorkLane(1, maxWaiting: 9, TimeSpan.FromMilliseconds(50), Busy);
        using var first = (await lane.EnterAsync(default)).Value!;
        Assert.Same(Busy, (await lane.EnterAsync(default)).Problem);
        Assert.Equal(0, lane.Waiting);
    }

    [Fact]
    public async Task A_slot_is_released_once_and_not_lost_when_a_waiting_caller_leaves()
    {
        using var lane = new WorkLane(1, maxWaiting: 9, TimeSpan.FromMinutes(1), Busy);
        var first = (await lane.EnterAsync(default)).Value!;
        using var leaving = new CancellationTokenSource();
        var left = lane.EnterAsync(leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        first.Dispose();
        first.Dispose();
        using var second = (await lane.EnterAsync(default)).Value!;
        var third = lane.EnterAsync(default).AsTask();
        Assert.False(third.IsCompleted);
        second.Dispose();
        (await third).Value!.Dispose();
    }
}
