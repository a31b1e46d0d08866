namespace Reporting.Engine.Reports.Documents;

/// <summary>How the pages of a section lie where there are pages.</summary>
public enum PageOrientation
{
    Portrait,
    Landscape,
}
