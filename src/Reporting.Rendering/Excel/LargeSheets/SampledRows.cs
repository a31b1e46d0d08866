using Reporting.Engine.Engagements;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>Rows as they come, the first of them read ahead.</summary>
internal sealed class SampledRows(IAsyncEnumerator<object?[]> rows)
{
    private const int SampleSize = 1_000;

    private readonly List<object?[]> sample = [];
    private int next;

    public IReadOnlyList<object?[]> Sample => sample;

    public async Task ReadSampleAsync()
    {
        while (sample.Count < SampleSize && await rows.MoveNextAsync())
        {
            sample.Add(rows.Current);
        }
    }

    /// <summary>The next row, which has to be there.</summary>
    public ValueTask<object?[]> NextAsync() => next < sample.Count ? ValueTask.FromResult(sample[next++]) : ReadAsync();

    /// <summary>That was the last: the source may now say that it was disturbed.</summary>
    public async Task EndAsync()
    {
        if (next < sample.Count || await rows.MoveNextAsync())
        {
            throw new DataMovedException();
        }
    }

    private async ValueTask<object?[]> ReadAsync() => await rows.MoveNextAsync() ? rows.Current : throw new DataMovedException();
}
