using Reporting.Engine.Engagements;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>Rows of which it was said how many there are; more or fewer are a failure.</summary>
internal sealed class CountedRows(IAsyncEnumerator<object?[]> rows)
{
    private bool isAhead;

    /// <summary>Reads the first row ahead, if there is one.</summary>
    public async Task BeginAsync() => isAhead = await rows.MoveNextAsync();

    public ValueTask<object?[]> NextAsync()
    {
        if (!isAhead)
        {
            return ReadAsync();
        }

        isAhead = false;
        return ValueTask.FromResult(rows.Current);
    }

    /// <summary>That was the last: the source may now say that it was disturbed.</summary>
    public async Task EndAsync()
    {
        if (isAhead || await rows.MoveNextAsync())
        {
            throw new DataVersionChangedException();
        }
    }

    private async ValueTask<object?[]> ReadAsync() => await rows.MoveNextAsync() ? rows.Current : throw new DataVersionChangedException();
}
