using Reporting.Api.Commands;

return await CommandLine.RunAsync(args);
