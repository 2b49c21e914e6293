using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.AspNetCore;

/// <summary>Asks the application's authorization policies where its middleware cannot be relied on: it steps over endpoints that allow anonymous access.</summary>
internal static class Policies
{
    /// <summary>Gives the application's fallback policy, or null.</summary>
    public static async Task<AuthorizationPolicy?> FallbackAsync(HttpContext context) =>
        context.RequestServices.GetService<IAuthorizationPolicyProvider>() is { } provider ? await provider.GetFallbackPolicyAsync().ConfigureAwait(false) : null;

    /// <summary>Gives a policy by name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static async Task<AuthorizationPolicy> FindAsync(HttpContext context, string name)
    {
        var provider = context.RequestServices.GetService<IAuthorizationPolicyProvider>();
        var policy = provider is null ? null : await provider.GetPolicyAsync(name).ConfigureAwait(false);
        return policy ?? throw new InvalidOperationException($"The traffic page's CommandPolicy '{name}' does not exist. Add it: services.AddAuthorization(o => o.AddPolicy(\"{name}\", …)).");
    }

    /// <summary>Asks a policy about the user.</summary>
    /// <returns>What to answer instead, or null when the policy is satisfied.</returns>
    public static async Task<IResult?> RefusalAsync(HttpContext context, AuthorizationPolicy policy)
    {
        var evaluator = context.RequestServices.GetRequiredService<IPolicyEvaluator>();
        var authenticated = await evaluator.AuthenticateAsync(policy, context).ConfigureAwait(false);
        var authorized = await evaluator.AuthorizeAsync(policy, authenticated, context, context).ConfigureAwait(false);
        return authorized switch
        {
            { Succeeded: true } => null,
            { Challenged: true } => await AnswerAsync(context, challenge: true, policy).ConfigureAwait(false),
            _ => await AnswerAsync(context, challenge: false, policy).ConfigureAwait(false),
        };
    }

    // An application without authentication has nothing to challenge with.
    private static async Task<IResult> AnswerAsync(HttpContext context, bool challenge, AuthorizationPolicy policy)
    {
        var schemes = context.RequestServices.GetService<Microsoft.AspNetCore.Authentication.IAuthenticationSchemeProvider>();
        if (schemes is null || (policy.AuthenticationSchemes.Count == 0 && await schemes.GetDefaultChallengeSchemeAsync().ConfigureAwait(false) is null))
            return TypedResults.StatusCode(challenge ? StatusCodes.Status401Unauthorized : StatusCodes.Status403Forbidden);
        return challenge ? TypedResults.Challenge(null, [.. policy.AuthenticationSchemes]) : TypedResults.Forbid(null, [.. policy.AuthenticationSchemes]);
    }
}
