using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Delivery.Outbox;
using Reporting.Warehouse.Connections;

namespace Reporting.Api.HealthChecks;

internal sealed class RelayCheck(IOptions<MailOptions> mail) : IHealthCheck
{
    public async Task<HealthFinding> RunAsync(CancellationToken cancellationToken)
    {
        var relay = mail.Value.Smtp;
        if (string.IsNullOrEmpty(relay.Host))
        {
            return HealthFinding.Warning($"No relay is set. Mail is written to the folder {mail.Value.Folder}.", "Set Mail:Smtp:Host to the name of your mail relay.");
        }

        var failure = await RelayProbe.FailureAsync(relay, cancellationToken);
        return failure is null
            ? HealthFinding.Well($"{relay.Host}:{relay.Port} accepts this service.")
            : HealthFinding.Failed($"{relay.Host}:{relay.Port}: {failure}", "Check that the relay runs, and the settings Mail:Smtp:Host, Port, Security, UserName and Password.");
    }
}

internal sealed class MailCheck(DeliveryStore deliveries, WarehouseConnections connections) : IHealthCheck
{
    public async Task<HealthFinding> RunAsync(CancellationToken cancellationToken)
    {
        if (connections.IsAbsent)
        {
            return HealthFinding.Well("There are no deliveries yet.");
        }

        var counts = await deliveries.CountAsync(null, cancellationToken);
        return counts.Late == 0
            ? HealthFinding.Well("No delivery is late.")
            : HealthFinding.Warning($"Late deliveries and subscriptions: {counts.Late}.", "Open /admin/deliveries for the reasons. Check that a process sends mail (Mail:MaxConcurrent).");
    }
}
