namespace Reporting.Api.ReportPages;

/// <summary>A parameter of a report as people fill it in.</summary>
/// <param name="Id">The parameter's id: its name in addresses.</param>
public abstract record FormField(string Id, string Caption)
{
    /// <summary>What is chosen, in words.</summary>
    public abstract string Selection { get; }
}
