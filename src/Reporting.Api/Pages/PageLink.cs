namespace Reporting.Api.Pages;

/// <summary>A page that the bar at the top leads to.</summary>
public sealed record PageLink(string Caption, string Path);
