namespace Reporting.Benchmarks;

/// <summary>Medians in milliseconds: the whole engine, the textbook's statements, and the engine's statements alone.</summary>
internal sealed record Measured(UsualQuery Question, double Ours, double Textbook, double Bare);
