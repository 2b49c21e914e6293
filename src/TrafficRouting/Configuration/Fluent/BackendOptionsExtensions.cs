namespace TrafficRouting;

/// <summary>Writes a backend in code.</summary>
public static class BackendOptionsExtensions
{
    /// <summary>Adds an endpoint, or changes the endpoint of that name.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="name">The name, of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <param name="address">The absolute http or https address.</param>
    /// <param name="weight">The share of the backend's requests relative to the others, 0 to 1,000,000.</param>
    /// <returns>The same backend.</returns>
    public static BackendOptions AddEndpoint(this BackendOptions backend, string name, string address, int weight = 1)
    {
        ArgumentNullException.ThrowIfNull(backend);

        var endpoint = backend.Endpoints.GetOrAdd(name);
        endpoint.Address = address;
        endpoint.Weight = weight;
        return backend;
    }

    /// <summary>Gives a fixed response in place of sending anything.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="body">The body, or none.</param>
    /// <returns>The same backend.</returns>
    public static BackendOptions RespondWith(this BackendOptions backend, int status, string? body = null)
    {
        ArgumentNullException.ThrowIfNull(backend);

        backend.DirectResponse = new() { Status = status, Body = body };
        return backend;
    }

    /// <summary>Replaces or creates an item of the baggage that requests leave with.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="name">The name of the item; case-sensitive.</param>
    /// <param name="value">The value, not escaped; <c>{backend}</c> and <c>{route}</c> stand for the names of what was chosen.</param>
    /// <returns>The same backend.</returns>
    public static BackendOptions SetBaggage(this BackendOptions backend, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(backend);

        backend.Baggage ??= new();
        backend.Baggage.Set[name] = value;
        return backend;
    }

    /// <summary>Replaces the part of the path that the match's prefix took, whatever the route does with it.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="replacement">The replacement, beginning with a slash or empty.</param>
    /// <returns>The same backend.</returns>
    public static BackendOptions RewritePathPrefix(this BackendOptions backend, string replacement)
    {
        ArgumentNullException.ThrowIfNull(backend);

        backend.Rewrite ??= new();
        backend.Rewrite.PathPrefix = replacement;
        return backend;
    }
}
