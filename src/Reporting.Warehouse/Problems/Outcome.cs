using System.Diagnostics.CodeAnalysis;

namespace Reporting.Warehouse.Problems;

/// <summary>A value, or the problem that prevented it.</summary>
public readonly struct Outcome<T>
{
    private Outcome(T? value, Problem? problem)
    {
        Value = value;
        Problem = problem;
    }

    public T? Value { get; }

    public Problem? Problem { get; }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(default, problem);

    /// <summary>True with the value; false with the problem.</summary>
    public bool IsValue([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        value = Value;
        problem = Problem;
        return problem is null;
    }

    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Problem is null ? next(Value!) : Problem;
}
