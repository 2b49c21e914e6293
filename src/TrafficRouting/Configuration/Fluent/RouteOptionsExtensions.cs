namespace TrafficRouting;

/// <summary>Writes a route in code.</summary>
public static class RouteOptionsExtensions
{
    /// <summary>Sets the position: lower is tried first.</summary>
    /// <param name="route">The route.</param>
    /// <param name="order">The position.</param>
    /// <returns>The same route.</returns>
    public static RouteOptions WithOrder(this RouteOptions route, int order)
    {
        ArgumentNullException.ThrowIfNull(route);

        route.Order = order;
        return route;
    }

    /// <summary>Adds a match; any match of a route is enough.</summary>
    /// <param name="route">The route.</param>
    /// <param name="configure">Gives the conditions, all of which must hold.</param>
    /// <returns>The same route.</returns>
    public static RouteOptions AddMatch(this RouteOptions route, Action<MatchOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(configure);

        var match = new MatchOptions();
        configure(match);
        route.Matches.Add(match);
        return route;
    }

    /// <summary>Sends a share of the route's requests to a backend.</summary>
    /// <param name="route">The route.</param>
    /// <param name="backend">The name of the backend.</param>
    /// <param name="weight">The share relative to the route's other backends, 0 to 1,000,000.</param>
    /// <returns>The same route.</returns>
    public static RouteOptions SendTo(this RouteOptions route, string backend, int weight = 100)
    {
        ArgumentNullException.ThrowIfNull(route);

        route.Weights[backend] = weight;
        return route;
    }

    /// <summary>Copies a share of the route's requests to a backend and discards its responses.</summary>
    /// <param name="route">The route.</param>
    /// <param name="backend">The name of the backend.</param>
    /// <param name="percentage">The share, 0 to 100.</param>
    /// <param name="configure">Sets more, such as the methods that are copied.</param>
    /// <returns>The same route.</returns>
    public static RouteOptions MirrorTo(this RouteOptions route, string backend, double percentage = 100, Action<MirrorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(route);

        var mirror = route.Mirrors.GetOrAdd(backend);
        mirror.Percentage = percentage;
        configure?.Invoke(mirror);
        return route;
    }

    /// <summary>Responds by itself in place of sending anything.</summary>
    /// <param name="route">The route.</param>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="body">The body, or none.</param>
    /// <returns>The same route.</returns>
    public static RouteOptions RespondWith(this RouteOptions route, int status, string? body = null)
    {
        ArgumentNullException.ThrowIfNull(route);

        route.DirectResponse = new() { Status = status, Body = body };
        return route;
    }

    /// <summary>Keeps callers with the same value of a header on the same backend.</summary>
    /// <param name="route">The route.</param>
    /// <param name="name">The name of the header.</param>
    /// <returns>The same route.</returns>
    public static RouteOptions StickyByHeader(this RouteOptions route, string name) => route.StickyBy(new() { Header = name });

    /// <summary>Keeps callers with the same value of a cookie on the same backend.</summary>
    /// <param name="route">The route.</param>
    /// <param name="name">The name of the cookie.</param>
    /// <returns>The same route.</returns>
    public static RouteOptions StickyByCookie(this RouteOptions route, string name) => route.StickyBy(new() { Cookie = name });

    /// <summary>Keeps callers with the same value of an item of their baggage on the same backend.</summary>
    /// <param name="route">The route.</param>
    /// <param name="name">The name of the item; case-sensitive.</param>
    /// <returns>The same route.</returns>
    public static RouteOptions StickyByBaggage(this RouteOptions route, string name) => route.StickyBy(new() { Baggage = name });

    /// <summary>Limits the time one attempt may take until its response headers arrive.</summary>
    /// <param name="route">The route.</param>
    /// <param name="timeout">The time, above zero.</param>
    /// <param name="status">The status given when it passes, 200 to 599; otherwise the timeout surfaces as HttpClient's own does.</param>
    /// <returns>The same route.</returns>
    public static RouteOptions WithTimeout(this RouteOptions route, TimeSpan timeout, int? status = null)
    {
        ArgumentNullException.ThrowIfNull(route);

        route.Timeout = timeout;
        route.TimeoutStatus = status;
        return route;
    }

    /// <summary>Replaces or creates a header of the request.</summary>
    /// <param name="route">The route.</param>
    /// <param name="name">The name of the header.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same route.</returns>
    public static RouteOptions SetRequestHeader(this RouteOptions route, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(route);

        route.RequestHeaders ??= new();
        route.RequestHeaders.Set[name] = value;
        return route;
    }

    /// <summary>Replaces or creates an item of the baggage that requests leave with.</summary>
    /// <param name="route">The route.</param>
    /// <param name="name">The name of the item; case-sensitive.</param>
    /// <param name="value">The value, not escaped; <c>{backend}</c> and <c>{route}</c> stand for the names of what was chosen.</param>
    /// <returns>The same route.</returns>
    public static RouteOptions SetBaggage(this RouteOptions route, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(route);

        route.Baggage ??= new();
        route.Baggage.Set[name] = value;
        return route;
    }

    /// <summary>Replaces the part of the path that the match's prefix took.</summary>
    /// <param name="route">The route.</param>
    /// <param name="replacement">The replacement, beginning with a slash or empty.</param>
    /// <returns>The same route.</returns>
    public static RouteOptions RewritePathPrefix(this RouteOptions route, string replacement)
    {
        ArgumentNullException.ThrowIfNull(route);

        route.Rewrite ??= new();
        route.Rewrite.PathPrefix = replacement;
        return route;
    }

    private static RouteOptions StickyBy(this RouteOptions route, StickyOptions sticky)
    {
        ArgumentNullException.ThrowIfNull(route);

        route.Sticky = sticky;
        return route;
    }
}
