using System.CommandLine;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Reporting.Api.Aggregates;
using Reporting.Api.Engagements;
using Reporting.Api.Mcp;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary><c>mcp</c>: serves the Model Context Protocol on standard input and output, for assistants on this machine.</summary>
internal static class McpCommand
{
    public static Command Create()
    {
        var command = new Command("mcp", "Serves the Model Context Protocol on standard input and output. Assistants start this command; see docs/assistants.md.");
        command.SetAction((_, cancellationToken) => CommandHost.RunAsync(services => ServeAsync(services, cancellationToken), prepare: true, builder =>
        {
            builder.Services.AddSingleton<AggregateResponses>();
            builder.Services.AddSingleton<EngagementResponses>();
            builder.Services.AddScoped<IMcpCaller, CommandCaller>();
            builder.Services.AddMcp();
        }));
        return command;
    }

    private static async Task<Problem?> ServeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var logs = services.GetRequiredService<ILoggerFactory>();
        await using var transport = new StdioServerTransport("reporting", logs);
        await using var server = McpServer.Create(transport, services.GetRequiredService<IOptions<McpServerOptions>>().Value, logs, services);
        await server.RunAsync(cancellationToken);
        return null;
    }
}
