namespace Reporting.Engine.Model;

/// <summary>Over which dimensions the cells of a measure may be added up.</summary>
public enum Additivity
{
    /// <summary>Over none: distinct members, dates, changes.</summary>
    None,

    /// <summary>Over dimensions of which an engagement has one member (year, type, place …).</summary>
    OneValued,

    /// <summary>Over those and over domains: weights of an engagement add up to 1.</summary>
    OneValuedAndDomains,
}
