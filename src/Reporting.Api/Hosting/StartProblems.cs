using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Reporting.Api.Settings;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Hosting;

/// <summary>Describes a failed start in one line: what is wrong, where, and what to do.</summary>
internal static partial class StartProblems
{
    /// <param name="exception">The exception that stopped the start.</param>
    /// <param name="configuration">The settings; null if they were not read.</param>
    public static string Line(Exception exception, IConfiguration? configuration)
    {
        var cause = exception is AggregateException { InnerExceptions: [var only] } ? only : exception;
        return cause switch
        {
            StartException start => start.Message,
            OptionsValidationException options => WithOrigins(string.Join(" ", options.Failures.Select(f => Failure(options.OptionsType, f))), configuration),
            InvalidOperationException { InnerException: FormatException or OverflowException or ArgumentException } value => WithOrigins(Conversion(value.Message), configuration),
            IOException { InnerException: AddressInUseException } used => $"{Address(used.Message)} is in use by another program. Stop that program, or choose another address: --urls http://localhost:8080.",
            SocketException socket => $"{configuration?[WebHostDefaults.ServerUrlsKey] ?? WebServer.DefaultUrl}: {socket.Message}. Choose another address with --urls.",
            _ when DatabaseProblem.Of(cause) is { } problem => $"{problem.Message} ({cause.Message}) {problem.Hint}",
            _ => cause.Message,
        };
    }

    /// <summary>Describes a settings file that is not valid, with the line.</summary>
    public static StartException Settings(InvalidDataException invalid)
    {
        var file = FileOf().Match(invalid.Message) is { Success: true } named ? named.Groups["file"].Value : "appsettings.json";
        for (Exception? inner = invalid; inner is not null; inner = inner.InnerException)
        {
            if (inner is JsonException { LineNumber: { } line } json)
            {
                return new StartException(
                    new Problem(ErrorCodes.MalformedSettings, $"{file}, line {line + 1}: {JsonPosition().Replace(json.Message, string.Empty)}", "Correct the file. It must be valid JSON."), invalid);
            }

            if (inner.InnerException is null)
            {
                var at = Duplicate().Match(inner.Message) is { Success: true } duplicate && SettingsFile.LineOf(file, duplicate.Groups["name"].Value) is { } second ? $", line {second}" : string.Empty;
                return new StartException(new Problem(ErrorCodes.MalformedSettings, $"{file}{at}: {inner.Message}", "Correct the file."), invalid);
            }
        }

        throw new InvalidOperationException("The chain of inner exceptions has no end.");
    }

    // The message "DataAnnotation validation failed for 'PdfOptions' members: …" contains neither the section nor the full name of the setting.
    private static string Failure(Type options, string failure)
    {
        if (Annotation().Match(failure) is not { Success: true } match)
        {
            return failure;
        }

        var (members, error) = (match.Groups["members"].Value, match.Groups["error"].Value);
        var section = options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue();
        return members.Length == 0 || section is null ? error : $"{section}:{members}: {error}";
    }

    private static string Conversion(string message)
    {
        if (FailedConversion().Match(message) is not { Success: true } match)
        {
            return message;
        }

        var (value, setting, type) = (match.Groups["value"].Value, match.Groups["setting"].Value, match.Groups["type"].Value);
        var found = AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(type)).FirstOrDefault(t => t is not null);
        var kind = found?.IsEnum == true ? $"one of {string.Join(", ", Enum.GetNames(found))}"
            : found == typeof(bool) ? "true or false"
            : found == typeof(int) || found == typeof(long) ? "a whole number"
            : found == typeof(double) ? "a number" : $"a {type}";
        var nearest = found?.IsEnum == true && NearestName.Of(value, Enum.GetNames(found)) is { } name ? $" Did you mean {name}?" : string.Empty;
        return $"{setting}: '{SafeText.Of(value)}' is not {kind}.{nearest}";
    }

    private static string WithOrigins(string message, IConfiguration? configuration)
    {
        var setting = SettingName().Matches(message).Select(m => m.Value).FirstOrDefault(KnownSettings.Has);
        return setting is not null && configuration is not null && SettingOrigin.Of(configuration, setting) is { } origin ? $"{message} ({origin})" : message;
    }

    private static string Address(string message) => Url().Match(message) is { Success: true } url ? url.Value.TrimEnd(':', '.') : "The address";

    [GeneratedRegex("'(?<file>.+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileOf();

    [GeneratedRegex(@" LineNumber: \d+ \| BytePositionInLine: \d+\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JsonPosition();

    [GeneratedRegex("^A duplicate key '(?<name>.+)' was found", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duplicate();

    [GeneratedRegex("^DataAnnotation validation failed for '[^']*' members: '(?<members>[^']*)' with the error: '(?<error>.*)'\\.$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Annotation();

    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<setting>[^']+)' to type '(?<type>[^']+)'", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FailedConversion();

    [GeneratedRegex(@"\b[A-Z]\w+(:[A-Z]\w+)+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SettingName();

    [GeneratedRegex(@"https?://\S+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Url();
}
