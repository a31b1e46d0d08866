using Reporting.Api.Settings;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Hosting;

/// <summary>
/// Reads secrets from files, as containers mount them: <c>Access:KeySecretFile</c> names the file with <c>Access:KeySecret</c>.
/// The file overrides the setting.
/// </summary>
internal static class SecretFiles
{
    public static readonly string[] Secrets = ["Warehouse:ConnectionString", "Warehouse:ReadConnectionString", "Access:KeySecret", "Access:OpenIdConnect:ClientSecret", "Mail:Smtp:Password", "Events:Secret"];

    public static void AddSecretFiles(this WebApplicationBuilder builder)
    {
        var found = new Dictionary<string, string?>();
        foreach (var secret in Secrets)
        {
            if (builder.Configuration[secret + "File"] is { Length: > 0 } file)
            {
                found[secret] = Read($"{secret}File", Path.GetFullPath(file, Path.GetFullPath(builder.Environment.ContentRootPath)));
            }
        }

        builder.Configuration.AddInMemoryCollection(found);
    }

    private static string Read(string setting, string path)
    {
        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 } text ? text : throw Unusable("is empty");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unusable("does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"cannot be read: {e.Message}");
        }

        StartException Unusable(string how) => new(new Problem(ErrorCodes.SecretFileUnusable, $"{setting}: the file {path} {how}.", "Correct the setting or the file."));
    }
}
