namespace Reporting.Warehouse.Demo;

/// <summary>One engagement with its links, as keys and UTF-8. It is reused, so that a million engagements need little memory.</summary>
internal sealed class DemoEngagement
{
    public const int MaxDomains = 4;
    public const int MaxLines = 8;

    public int Key { get; set; }

    public int Row { get; set; }

    public DemoText Code { get; } = new(16);

    public DemoText Title { get; } = new(256);

    public DemoText SearchTitle { get; } = new(256);

    public byte[]? Summary { get; set; }

    public int Start { get; set; }

    public int End { get; set; }

    public int Type { get; set; }

    public int Place { get; set; }

    public int? Headcount { get; set; }

    public long? AmountCents { get; set; }

    public byte[] Handling { get; set; } = [];

    public byte[] RowHash { get; } = new byte[64];

    public int DomainCount { get; set; }

    public Domain[] Domains { get; } = new Domain[MaxDomains];

    public int LineCount { get; set; }

    public Line[] Lines { get; } = new Line[MaxLines];

    public int SourceCount { get; set; }

    public int[] Sources { get; } = new int[2];

    /// <summary>The source whose last engagement this is. It is published some days later.</summary>
    public DemoSource? Closes { get; set; }

    /// <summary>A domain link by key.</summary>
    public record struct Domain(int Key, int Parts, bool IsPrimary);

    /// <summary>A participation line. 0 means that nothing is stated: no organisation, or no organisation acted for.</summary>
    public record struct Line(int Participant, int OnBehalfOf, int Organisation, byte[] Country, byte[] Role, byte[]? Capacity);
}
