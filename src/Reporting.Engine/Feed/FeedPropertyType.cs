namespace Reporting.Engine.Feed;

/// <summary>What sort of value a property of a set holds.</summary>
public enum FeedPropertyType
{
    Text,

    /// <summary>A whole number of 32 bits.</summary>
    Whole,

    /// <summary>A whole number of 64 bits.</summary>
    Long,

    Decimal,

    Real,

    /// <summary>A business date: no instant, no time zone. In SQL the number yyyymmdd.</summary>
    Day,

    /// <summary>A moment, UTC.</summary>
    Instant,

    Flag,

    /// <summary>Several texts, such as the codes of an engagement's domains.</summary>
    Texts,
}
