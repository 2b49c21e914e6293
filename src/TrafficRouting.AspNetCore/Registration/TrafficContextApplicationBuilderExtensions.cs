using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TrafficRouting.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Guards what requests carry along.</summary>
public static class TrafficContextApplicationBuilderExtensions
{
    /// <summary>
    /// Drops the baggage that comes with requests, but for the items that are trusted, so that no stranger steers routing. Call it first, where strangers come
    /// in; services behind need it only where they neither log nor trace, since ASP.NET Core itself hands baggage on otherwise: there with <c>*</c>.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="configure">Says what is trusted, over what <c>services.Configure&lt;TrafficContextOptions&gt;(section)</c> says; asked again when that changes.</param>
    /// <returns>The application.</returns>
    /// <exception cref="ArgumentException">A key has less than 32 bytes.</exception>
    public static IApplicationBuilder UseTrafficContext(this IApplicationBuilder app, Action<TrafficContextOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        var services = app.ApplicationServices;
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("TrafficRouting.AspNetCore");
        var filters = new ContextFilters(
            services.GetRequiredService<IOptionsMonitor<TrafficContextOptions>>(), configure, services.GetService<TimeProvider>() ?? TimeProvider.System, logger);
        return app.Use(next => new TrafficContextMiddleware(next, filters, logger).InvokeAsync);
    }
}
