using Reporting.Api.Commands;
using Reporting.Warehouse.Connections;

ProcessMemory.LimitHeaps();
return await CommandLine.RunAsync(args);

/// <summary>The program, as a type that tests can start.</summary>
public partial class Program;
