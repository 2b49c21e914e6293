using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.AspNetCore;

/// <summary>Drops the baggage of strangers but for what is trusted, before anybody reads it.</summary>
internal sealed class TrafficContextMiddleware(RequestDelegate next, ContextFilters filters, ILogger logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        var activity = context.Features.Get<IHttpActivityFeature>()?.Activity ?? Activity.Current;
        return IncomingBaggage.IsThere(headers, activity) ? FilterAsync(context, headers, activity) : next(context);
    }

    private Task FilterAsync(HttpContext context, IHeaderDictionary headers, Activity? activity)
    {
        var filter = filters.Current;
        var propagator = context.RequestServices.GetService<DistributedContextPropagator>() ?? DistributedContextPropagator.Current;
        var items = IncomingBaggage.Read(headers, activity, propagator);
        var taken = filter.Choose(IncomingBaggage.IsHuge(headers) ? [] : items, out var dropped);
        if (dropped > 0)
            ContextLog.Dropped(logger, dropped);

        IncomingBaggage.Replace(headers, taken);
        if (activity is not null)
            IncomingBaggage.Replace(activity, taken);
        filter.Taken?.Invoke(taken);
        return activity is null && taken.Count > 0 ? ContinueAsync(context, headers, taken, propagator) : next(context);
    }

    private async Task ContinueAsync(HttpContext context, IHeaderDictionary headers, Dictionary<string, string> taken, DistributedContextPropagator propagator)
    {
        using var activity = IncomingBaggage.Begin(headers, taken, propagator);
        await next(context).ConfigureAwait(false);
    }
}
