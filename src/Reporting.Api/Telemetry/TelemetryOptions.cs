using System.ComponentModel.DataAnnotations;
using OpenTelemetry.Exporter;

namespace Reporting.Api.Telemetry;

/// <summary>How the service is seen from outside; section <c>Telemetry</c>.</summary>
internal sealed class TelemetryOptions : IValidatableObject
{
    public const string Section = "Telemetry";

    /// <summary>The address at which <c>/metrics</c> is served, without a key. Choose one that only the machine or an internal network reaches. Null: none.</summary>
    public string? MetricsUrl { get; set; }

    /// <summary>The collector of metrics and traces. Null: nothing is sent.</summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>The protocol of the collector: <c>Grpc</c> or <c>HttpProtobuf</c>.</summary>
    [EnumDataType(typeof(OtlpExportProtocol))]
    public OtlpExportProtocol OtlpProtocol { get; set; } = OtlpExportProtocol.Grpc;

    /// <summary>Whether log lines are sent to the collector too.</summary>
    public bool OtlpLogs { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, url) in new[] { (nameof(MetricsUrl), MetricsUrl), (nameof(OtlpEndpoint), OtlpEndpoint) })
        {
            if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            {
                yield return new ValidationResult($"{Section}:{name} is no address such as http://127.0.0.1:9464.");
            }
        }
    }
}
