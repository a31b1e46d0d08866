using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.History;

/// <summary>Repeats a read when an import changed the data meanwhile. After a few attempts it returns a problem.</summary>
public static class DataVersionRetry
{
    public const int MaxAttempts = 3;

    /// <param name="work">Completes "The data changed while …", such as "the report was made".</param>
    public static Problem ProblemWhile(string work) => new(ErrorCodes.DataMoving, $"The data changed while {work}.", "An import is running. Try again in a moment.");

    /// <summary>Repeats the attempt while an import changes the data.</summary>
    /// <param name="moved">The problem after the last attempt.</param>
    /// <param name="attempt">Returns null if the data changed meanwhile.</param>
    public static async Task<Outcome<T>> RunAsync<T>(Problem moved, Func<Task<Outcome<T>?>> attempt, int maxAttempts = MaxAttempts)
    {
        for (var attempts = 0; attempts < maxAttempts; attempts++)
        {
            if (await attempt() is { } outcome)
            {
                return outcome;
            }
        }

        return moved;
    }
}
