using Reporting.Api.Commands;

return await CommandLine.RunAsync(args);

/// <summary>The program, for tests that start it.</summary>
public partial class Program;
