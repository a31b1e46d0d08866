using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Values;

/// <summary>
/// The marks that every page, sheet and mail shows of its data: their edition, that they are invented, and their highest handling. All formats take them from here.
/// </summary>
public static class DataMarks
{
    public static IReadOnlyList<DataMark> Of(Provenance from, Captions captions)
    {
        var marks = new List<DataMark>();
        if (from.Edition is { } edition)
        {
            marks.Add(new DataMark(captions.Edition, edition));
        }

        if (from.Invented)
        {
            marks.Add(new DataMark(null, captions.InventedData));
        }

        if (from.Handling is { } handling)
        {
            marks.Add(new DataMark(captions.Handling, handling.Name));
        }

        return marks;
    }
}

/// <summary>A mark: a caption, if it has one, and what it says.</summary>
public sealed record DataMark(string? Caption, string Name)
{
    public override string ToString() => Caption is null ? Name : $"{Caption}: {Name}";
}
