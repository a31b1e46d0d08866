using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Keys;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Access;

/// <summary>The program in Production with the shipped roles, so every request needs a key, a token or a session.</summary>
public class SecuredApp : ReportingApp
{
    public SecuredApp()
    {
        Environment = "Production";
        AccessRules = RepositoryRoot.File("reports", "access.yml");
    }

    /// <summary>The text of a new key.</summary>
    public async Task<string> KeyAsync(string role, TimeSpan? lifetime = null) => (await MakeAsync(role, lifetime)).Text;

    /// <summary>The response to a request with a key.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, string? key = null)
    {
        using var client = PlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        return await client.SendAsync(request);
    }

    internal async Task<CreatedKey> MakeAsync(string role, TimeSpan? lifetime = null) =>
        (await Services.GetRequiredService<KeyRing>().CreateAsync($"test {role}", [role], lifetime, "test", CancellationToken.None)).Value!;
}
