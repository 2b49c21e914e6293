using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TrafficRouting.AspNetCore.Tests;

/// <summary>Takes whoever the header <c>user</c> names for it; "operator" has the role of one.</summary>
internal sealed class TestUser(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Header = "user";

    /// <summary>Adds the scheme, and the policies <c>operators</c> and <c>users</c>.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, TestUser>("test", null);
        services.AddAuthorization(o =>
        {
            o.AddPolicy("operators", p => p.RequireRole("operator"));
            o.AddPolicy("users", p => p.RequireAuthenticatedUser());
        });
    }

    /// <summary>Adds the same with a policy for all that has none of its own.</summary>
    public static void AddWithFallback(IServiceCollection services)
    {
        Add(services);
        services.Configure<AuthorizationOptions>(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ Length: > 0 } name])
            return Task.FromResult(AuthenticateResult.NoResult());
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, name), new(ClaimTypes.Role, name)], Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(new(new(identity), Scheme.Name)));
    }
}
