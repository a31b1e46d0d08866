using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// Compresses a large PDF with qpdf, if installed. A tagged file shrinks to about a fifth. A file of a few pages would save 100 kB for a fifth of the whole
/// time, so it stays as it is, as without qpdf or if that fails.
/// </summary>
public sealed partial class Qpdf(ILogger<Qpdf> logger)
{
    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { "qpdf", "qpdf.exe" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Smaller files stay as they are.</summary>
    internal const int MinBytes = 300_000;

    /// <summary>True if qpdf is on the path.</summary>
    internal static bool IsInstalled => Program is not null;

    internal async Task<byte[]> PackAsync(byte[] pdf, TimeSpan limit, CancellationToken cancel)
    {
        if (Program is null || pdf.Length < MinBytes)
        {
            return pdf;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(limit);
        var path = Path.Combine(Path.GetTempPath(), $"reporting-{Guid.NewGuid():N}.pdf");
        try
        {
            await File.WriteAllBytesAsync(path, pdf, cancel);
            return await RunAsync(Program, path, patience.Token) ?? pdf;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            LogFailed(logger, $"It was not ready after {limit.TotalSeconds:0} seconds.");
            return pdf;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            LogFailed(logger, e.Message);
            return pdf;
        }
        finally
        {
            File.Delete(path);
        }
    }

    // The id is derived from the content, so that equal reports are equal files.
    private async Task<byte[]?> RunAsync(string program, string path, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["--object-streams=generate", "--deterministic-id", path, "-"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancel);
            using var packed = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(packed, cancel);
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode == 0 && packed.Length > 0)
            {
                return packed.ToArray();
            }

            LogFailed(logger, await error);
            return null;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "qpdf could not compress a PDF; the larger file is used: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
