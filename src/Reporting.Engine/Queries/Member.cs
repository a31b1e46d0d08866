using Reporting.Engine.Model;

namespace Reporting.Engine.Queries;

/// <summary>A member of a dimension; the code is null where the level is not stated ("2024, month not stated").</summary>
public readonly record struct Member(string? Code, string Name)
{
    /// <summary>The year or month that is stated where the level is not; null where nothing is.</summary>
    public string? Within { get; init; }
}
