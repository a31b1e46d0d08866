using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.History;

/// <summary>The rule for reading while an import moves the data: a few tries, then a problem.</summary>
public static class MovingData
{
    public const int MaxTries = 3;

    /// <param name="work">Completes "The data changed while …", such as "the report was made".</param>
    public static Problem While(string work) => new(ErrorCodes.DataMoving, $"The data changed while {work}.", "An import is running. Try again in a moment.");

    /// <summary>Repeats the work while the data change under it.</summary>
    /// <param name="moved">The problem after the last try.</param>
    /// <param name="attempt">Returns null if the data changed meanwhile.</param>
    public static async Task<Outcome<T>> RetryAsync<T>(Problem moved, Func<Task<Outcome<T>?>> attempt, int maxTries = MaxTries)
    {
        for (var tries = 0; tries < maxTries; tries++)
        {
            if (await attempt() is { } outcome)
            {
                return outcome;
            }
        }

        return moved;
    }
}
