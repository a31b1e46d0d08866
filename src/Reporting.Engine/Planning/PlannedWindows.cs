using System.Text.Json;
using Reporting.Engine.Model;

namespace Reporting.Engine.Planning;

/// <summary>
/// Windows of several periods, such as the last three years. A row counts in every window that contains its period. Each window is counted from
/// the rows, because distinct counts of single periods cannot be added up.
/// </summary>
/// <param name="Dimension">The time level of the query.</param>
/// <param name="Parts">Pairs of a shown period and a period in its window.</param>
public sealed record PlannedWindows(ModelDimension Dimension, IReadOnlyList<(int Period, int Part)> Parts)
{
    /// <summary>One parameter: an array of pairs.</summary>
    public string Json { get; } = JsonSerializer.Serialize(Parts.Select(p => new[] { p.Period, p.Part }));
}

/// <summary>The level above whose total is the divisor of a share.</summary>
/// <param name="Child">Index in <c>by</c> of the dimension below <paramref name="Parent"/>.</param>
/// <param name="Parent">The level above, which may also be in <c>by</c>.</param>
public sealed record PlannedParent(int Child, ModelDimension Parent)
{
    /// <summary>Finds the last dimension in <c>by</c> whose level above is also in <c>by</c>, or is determined by the member. Null if there is none.</summary>
    public static PlannedParent? Of(IReadOnlyList<ModelDimension> by, Func<string, ModelDimension?> dimension)
    {
        for (var i = by.Count - 1; i >= 0; i--)
        {
            if (by[i].Parent is { } id && dimension(id) is { } parent && (by.Contains(parent) || Follows(by[i], parent)))
            {
                return new PlannedParent(i, parent);
            }
        }

        return null;
    }

    private static bool Follows(ModelDimension child, ModelDimension parent) => (child.Time, parent.Time) switch
    {
        ({ } level, { } above) => level.Above(above, 0) is not null,
        (null, null) => child.Attribute.Table is { } table && child.Attribute.On == parent.Attribute.On && table.Name == parent.Attribute.Table?.Name,
        _ => false,
    };
}
