namespace Reporting.TestWarehouses.Data;

/// <summary>A domain link with its parts of 2,520. The first link of an engagement is its primary one.</summary>
public sealed record TestDomain(string Code, string Group, int Parts);
