using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Access.Keys;

namespace Reporting.Api.Tests.Access;

/// <summary>The program with middleware that gives each request a real key with the roles that the request names; by default those of an administrator.</summary>
public class AppWithRoles : ReportingApp
{
    public const string Header = "X-Test-Roles";

    /// <summary>The text at an address, which must answer 200.</summary>
    public async Task<string> TextAsync(string address, string roles = "admin", params (string Name, string Value)[] headers)
    {
        var (status, text) = await AskAsync(address, roles, headers);
        Assert.True(status == HttpStatusCode.OK, $"{address}: {status} {text}");
        return text;
    }

    public async Task<(HttpStatusCode Status, string Text)> AskAsync(string address, string roles = "admin", params (string Name, string Value)[] headers)
    {
        using var client = PlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add(Header, roles);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, KeysForRoles>());
    }

    private sealed class KeysForRoles : IStartupFilter
    {
        private readonly ConcurrentDictionary<string, Task<string?>> _keys = new();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            var ring = app.ApplicationServices.GetRequiredService<KeyRing>();
            app.Use(async (context, following) =>
            {
                var roles = context.Request.Headers[Header] is [{ } named] ? named : "admin";
                if (await _keys.GetOrAdd(roles, asked => MakeAsync(ring, asked)) is { } key)
                {
                    context.Request.Headers["X-Api-Key"] = key;
                }

                await following(context);
            });
            next(app);
        };

        private static async Task<string?> MakeAsync(KeyRing ring, string roles) =>
            (await ring.CreateAsync("tester", roles.Split(' '), null, "test", CancellationToken.None)).Value?.Text;
    }
}
