using System.Text.Json;
using Reporting.Engine.Model;

namespace Reporting.Engine.Planning;

/// <summary>
/// Periods that are counted together: each row counts in every period of which its own is a part. A distinct count of several periods
/// cannot be added up from theirs.
/// </summary>
/// <param name="Dimension">The time level of the query.</param>
/// <param name="Parts">The period that is shown, and one that counts in it.</param>
public sealed record PlannedWindows(ModelDimension Dimension, IReadOnlyList<(int Period, int Part)> Parts)
{
    /// <summary>One parameter: an array of pairs.</summary>
    public string Json { get; } = JsonSerializer.Serialize(Parts.Select(p => new[] { p.Period, p.Part }));
}

/// <summary>The total that a share of the level above is divided by.</summary>
/// <param name="Child">Place in <c>by</c> of the dimension whose parent it is.</param>
/// <param name="Parent">The level above; it may stand in <c>by</c> itself.</param>
public sealed record PlannedParent(int Child, ModelDimension Parent)
{
    /// <summary>The last dimension whose level above stands in <c>by</c>, or follows from the member; null where there is none.</summary>
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
