namespace Reporting.Engine.Engagements;

/// <summary>An import changed the data while its rows were read: what was written so far must not pass for a whole answer.</summary>
public sealed class DataVersionChangedException() : Exception("The data changed while its rows were read.");
