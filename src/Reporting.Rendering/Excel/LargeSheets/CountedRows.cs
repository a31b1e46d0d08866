using Reporting.Engine.Engagements;

namespace Reporting.Rendering.Excel.LargeSheets;

/// <summary>Rows with an announced count. More or fewer rows are a failure.</summary>
internal sealed class CountedRows(IAsyncEnumerator<object?[]> rows)
{
    private bool _isAhead;

    /// <summary>Reads the first row in advance, if there is one.</summary>
    public async Task BeginAsync() => _isAhead = await rows.MoveNextAsync();

    public ValueTask<object?[]> NextAsync()
    {
        if (!_isAhead)
        {
            return ReadAsync();
        }

        _isAhead = false;
        return ValueTask.FromResult(rows.Current);
    }

    /// <summary>Ends reading. The source may then report that the data changed.</summary>
    public async Task EndAsync()
    {
        if (_isAhead || await rows.MoveNextAsync())
        {
            throw new DataVersionChangedException();
        }
    }

    private async ValueTask<object?[]> ReadAsync() => await rows.MoveNextAsync() ? rows.Current : throw new DataVersionChangedException();
}
