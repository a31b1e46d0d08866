namespace Reporting.Engine.Sets;

/// <summary>A term of the order of rows; null is less than anything.</summary>
public sealed record SetOrder(SetExpression By, bool Descending);
