using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.AspNetCore;

/// <summary>
/// Answers 404 outside of Development unless somebody thought of who may look: an authorization policy is on the page or on all of the
/// application, or anonymous access was asked for aloud. Also sets the headers that every answer has.
/// </summary>
internal sealed class ViewerFilter(IHostEnvironment environment, ILogger logger) : IEndpointFilter
{
    private int _isTold;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (IsDecided(http))
            return await next(context).ConfigureAwait(false);
        if (await Policies.FallbackAsync(http).ConfigureAwait(false) is { } fallback)
            return await Policies.RefusalAsync(http, fallback).ConfigureAwait(false) ?? await next(context).ConfigureAwait(false);
        if (environment.IsDevelopment())
            return await next(context).ConfigureAwait(false);

        if (Interlocked.Exchange(ref _isTold, 1) == 0)
            PageLog.Hidden(logger, environment.EnvironmentName);
        return TypedResults.NotFound();
    }

    // What is on the endpoint is enforced by the middleware, without which the endpoint throws.
    private static bool IsDecided(HttpContext http)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        return metadata?.GetMetadata<IAuthorizeData>() is not null || metadata?.GetMetadata<AuthorizationPolicy>() is not null || metadata?.GetMetadata<IAllowAnonymous>() is not null;
    }
}
