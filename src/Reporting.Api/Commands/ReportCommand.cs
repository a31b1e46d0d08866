using System.CommandLine;
using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Operations;

namespace Reporting.Api.Commands;

/// <summary><c>report ID</c>: makes the file of a report.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "Id of the report, such as cooperation-by-year-and-domain." };
        var format = new Option<string>("--format") { Description = "xlsx, pdf, html, csv, json, arrow or parquet.", DefaultValueFactory = _ => "xlsx" };
        var output = new Option<string?>("--out") { Description = "The file to write. Default: the report's file name, in the current directory." };
        var settings = new Option<string[]>("--set") { Description = "name=value of a parameter; may be repeated.", DefaultValueFactory = _ => [] };
        var detail = new Option<string?>("--detail") { Description = "brief (default of pdf and html) or full." };
        var section = new Option<string?>("--section") { Description = "Only this section. 'data' selects the rows behind the figures." };
        var edition = EditionCommand.Option();
        var version = EditionCommand.AsOfOption();
        var command = new Command("report", "Makes the file of a report.") { id, format, output, settings, detail, section, edition, version };
        command.SetAction((parsed, cancellationToken) => CommandHost.RunAsync(
            services => EditionCommand.InEditionAsync(services, parsed.GetValue(edition), parsed.GetValue(version), async () =>
            {
                var audited = string.Join(' ', parsed.GetRequiredValue(id), parsed.GetRequiredValue(format), string.Join('&', parsed.GetValue(settings)!.Append(parsed.GetValue(detail)).Append(parsed.GetValue(edition) is { } asked ? "edition=" + asked : null).OfType<string>()));
                string[] named = parsed.GetValue(detail) is { } wanted ? [.. parsed.GetValue(settings)!, $"{ReportParameters.Detail}={wanted}"] : parsed.GetValue(settings)!;
                if (!NameValue.Read(named).IsValue(out var pairs, out var problem)
                    || !(await services.GetRequiredService<ReportFiles>().OpenAsync(
                        new ReportRequest(parsed.GetRequiredValue(id), parsed.GetRequiredValue(format), parsed.GetValue(section), [.. pairs]), Caller.Local, null, null, cancellationToken)).IsValue(out var file, out problem))
                {
                    await CommandAudit.RecordAsync(services, AuditAction.Export, "report", audited, isAnswered: false);
                    return problem;
                }

                await CommandAudit.RecordAsync(services, AuditAction.Export, "report", audited, isAnswered: true, file.DataVersion?.Version, file.Rows);

                // Write under another name and rename, so that readers never see a partial file.
                var path = Path.GetFullPath(parsed.GetValue(output) ?? file.FileName);
                var partial = path + ".part";
                await using (file)
                await using (var target = File.Create(partial))
                {
                    await file.WriteAsync(target, cancellationToken);
                }

                File.Move(partial, path, overwrite: true);
                Console.WriteLine(path);
                return null;
            }, cancellationToken),
            prepare: true));
        return command;
    }
}
