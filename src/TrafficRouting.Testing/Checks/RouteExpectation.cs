namespace TrafficRouting.Testing;

/// <summary>One row of a <see cref="RouteTableTest"/>: a request, and where it is expected to go.</summary>
public sealed class RouteExpectation
{
    /// <summary>Initializes a row.</summary>
    /// <param name="request">The method and the absolute address, such as <c>GET http://reviews/reviews/1</c>.</param>
    public RouteExpectation(string request)
    {
        ArgumentException.ThrowIfNullOrEmpty(request);
        Request = request;
    }

    /// <summary>Gets the method and the absolute address.</summary>
    public string Request { get; }

    /// <summary>Gets or sets the request's headers and those of its content, such as <c>Content-Type</c>; the content itself is empty.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];

    /// <summary>Gets or sets the strings attached to the request, which <c>Sticky.Property</c> reads.</summary>
    public Dictionary<string, string> Properties { get; set; } = [];

    /// <summary>Gets or sets the baggage that the request is given, over what the activity of the test carries.</summary>
    public Dictionary<string, string> Baggage { get; set; } = [];

    /// <summary>Gets the expected route, <c>service/route</c>, or null for a request that no route takes.</summary>
    public required string? Route { get; init; }

    /// <summary>
    /// Gets or sets the expected backends with their weights. Weights are compared by ratio, so 95 to 5 is 19 to 1, and parked
    /// backends (weight 0) need not be named.
    /// </summary>
    /// <value>The default is <see langword="null"/>: not checked.</value>
    public Dictionary<string, int>? Backends { get; set; }

    /// <summary>Gets or sets the one backend that this caller is bound to get, by stickiness or for lack of others.</summary>
    /// <value>The default is <see langword="null"/>: not checked.</value>
    public string? Backend { get; set; }

    /// <summary>Gets or sets the expected mirrors with their percentages; empty for none.</summary>
    /// <value>The default is <see langword="null"/>: not checked.</value>
    public Dictionary<string, double>? Mirrors { get; set; }

    /// <summary>Gets or sets the status that is answered without sending: by a redirect, a fixed answer, or 404 for want of a route.</summary>
    /// <value>The default is <see langword="null"/>: not checked.</value>
    public int? Status { get; set; }

    /// <summary>Gets a value indicating whether the route is checked.</summary>
    internal bool ChecksRoute { get; init; } = true;
}
