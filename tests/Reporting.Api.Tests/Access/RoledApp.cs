using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Reporting.Api.Tests.Access;

/// <summary>The program, with callers whose roles the request names: what a token would carry.</summary>
public sealed class RoledApp : ReportingApp
{
    public const string Header = "X-Test-Roles";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.AddSingleton<IStartupFilter, Callers>());
    }

    private sealed class Callers : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                if (context.Request.Headers[Header] is [{ } roles])
                {
                    var claims = roles.Split(' ').Select(role => new Claim(ClaimTypes.Role, role)).Prepend(new Claim(ClaimTypes.Name, "tester"));
                    context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test"));
                }

                return following(context);
            });
            next(app);
        };
    }
}
