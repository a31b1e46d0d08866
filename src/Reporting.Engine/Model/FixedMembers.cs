using System.Globalization;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Engine.Model;

/// <summary>Members that the model fixes, in their order. "Not stated" is the last.</summary>
public abstract record FixedMembers(IReadOnlyList<string> Codes)
{
    public const string Unknown = "unknown";

    /// <summary>Monday is 1, Sunday 7.</summary>
    public static readonly FixedMembers Weekday = new Season(IsWeekday: true, [.. Numbers(7, "0")]);

    /// <summary>January is 01, December 12.</summary>
    public static readonly FixedMembers MonthOfYear = new Season(IsWeekday: false, [.. Numbers(12, "00")]);

    /// <summary>The status of an engagement. Without a stated status it is held.</summary>
    public static readonly FixedMembers Status = new Statuses([EngagementStatus.Held, EngagementStatus.Planned, EngagementStatus.NotConfirmed, .. EngagementStatus.Words.Skip(2)]);

    /// <summary>Whether an engagement was reviewed. Without a statement it is reviewed.</summary>
    public static readonly FixedMembers Review = new Reviews(ReviewState.Words);

    /// <summary>The states of commitments, which are derived from what the caller sees (decision 0063).</summary>
    public static readonly FixedMembers CommitmentState = new States(CommitmentStates.All);

    /// <summary>How well an engagement is sourced, by the stored keys.</summary>
    public static readonly FixedMembers Confidence = new Levels(["none", "one", "several", "official", "official-several"]);

    private readonly Dictionary<string, int> _positions = Codes.Select((code, i) => (code, i)).ToDictionary(c => c.code, c => c.i);

    /// <summary>The key of each code.</summary>
    public IReadOnlyDictionary<string, int> Positions => _positions;

    public int UnknownKey => Codes.Count - 1;

    private static IEnumerable<string> Numbers(int count, string format) =>
        Enumerable.Range(1, count).Select(n => n.ToString(format, CultureInfo.InvariantCulture)).Append(Unknown);

    /// <summary>The weekday or the month of the start date. A date that does not state it is "not stated".</summary>
    public sealed record Season(bool IsWeekday, IReadOnlyList<string> Codes) : FixedMembers(Codes);

    /// <summary>The stored status, and "not confirmed" for a planned engagement whose day was over on the day of the data. It has no member "not stated".</summary>
    public sealed record Statuses(IReadOnlyList<string> Codes) : FixedMembers(Codes)
    {
        public const int Held = 0;

        /// <summary>The code of a stored status.</summary>
        /// <param name="key">The position in <see cref="EngagementStatus.Words"/>.</param>
        /// <param name="day">The day of the data; null where there are none.</param>
        public static string CodeOf(int key, PartialDate start, DateOnly? day) =>
            EngagementStatus.Words[key] is var word && word == EngagementStatus.Planned && start.Last < day ? EngagementStatus.NotConfirmed : word;
    }

    /// <summary>The stored review. It has no member "not stated".</summary>
    public sealed record Reviews(IReadOnlyList<string> Codes) : FixedMembers(Codes)
    {
        public const int Reviewed = 0;
    }

    /// <summary>The derived state of a commitment. It has no member "not stated".</summary>
    public sealed record States(IReadOnlyList<string> Codes) : FixedMembers(Codes);

    /// <summary>Levels that are stored by their keys. They have no member "not stated".</summary>
    public sealed record Levels(IReadOnlyList<string> Codes) : FixedMembers(Codes);

    /// <summary>Ranges of a number of the engagement. A number in none of them is in the last member but one.</summary>
    /// <param name="Measure">The measure of the number.</param>
    public sealed record Bands(MeasureKind Measure, IReadOnlyList<Band> Ranges, IReadOnlyList<string> Codes) : FixedMembers(Codes);

    /// <summary>Groups of members of another attribute. A member in no group is in the last but one.</summary>
    /// <param name="Pairs">A code of the other attribute and the key of its group.</param>
    /// <param name="Overlaps">True if a member is in several groups.</param>
    public sealed record Groups(StarAttribute Of, IReadOnlyList<GroupedMember> Pairs, bool Overlaps, IReadOnlyList<string> Codes) : FixedMembers(Codes)
    {
        public int OthersKey => Codes.Count - 2;

        /// <summary>The codes of the groups of a member.</summary>
        public IEnumerable<string> With(string code) => Pairs.Any(p => p.Code == code)
            ? Pairs.Where(p => p.Code == code).Select(p => Codes[p.Group])
            : [Codes[code == Unknown ? UnknownKey : OthersKey]];
    }
}

/// <summary>A member of an attribute in a group.</summary>
public sealed record GroupedMember(string Code, int Group);

/// <summary>A range, both ends included. A null end is open.</summary>
public sealed record Band(string Code, long? First, long? Last);
