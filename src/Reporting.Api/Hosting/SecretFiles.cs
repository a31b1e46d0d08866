namespace Reporting.Api.Hosting;

/// <summary>
/// Secrets from files, as containers mount them: <c>Access:KeySecretFile</c> names the file that holds <c>Access:KeySecret</c>. The file wins
/// over the setting.
/// </summary>
internal static class SecretFiles
{
    public static readonly string[] Secrets = ["Warehouse:ConnectionString", "Warehouse:ReadConnectionString", "Access:KeySecret", "Access:OpenIdConnect:ClientSecret", "Mail:Smtp:Password"];

    public static void AddSecretFiles(this WebApplicationBuilder builder)
    {
        var found = new Dictionary<string, string?>();
        foreach (var secret in Secrets)
        {
            if (builder.Configuration[secret + "File"] is { Length: > 0 } file)
            {
                var path = Path.GetFullPath(file, Path.GetFullPath(builder.Environment.ContentRootPath));
                found[secret] = File.Exists(path) ? File.ReadAllText(path).Trim() : throw new FileNotFoundException($"{secret}File: there is no file {path}.");
            }
        }

        builder.Configuration.AddInMemoryCollection(found);
    }
}
