namespace Reporting.Engine.Sets;

/// <summary>A value of a group of rows, under a name of the asker's. A count of rows is of nothing.</summary>
public sealed record SetAggregate(string Name, SetMethod Method, SetExpression? Of);
