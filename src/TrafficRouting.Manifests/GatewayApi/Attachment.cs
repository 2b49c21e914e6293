namespace TrafficRouting.Manifests;

/// <summary>A host that a route gives rules for.</summary>
/// <param name="Host">A full host name, <c>*.suffix</c> or <c>*</c>.</param>
/// <param name="Port">The port its requests go to, or null for any.</param>
internal sealed record Attachment(string Host, int? Port)
{
    /// <summary>Gets a value indicating whether the parent is a Service, whose routes hostnames do not concern.</summary>
    public bool IsMesh { get; init; }

    /// <summary>Gets a value indicating whether the route stands in another namespace than that Service, and concerns its own namespace's requests alone.</summary>
    public bool IsConsumer { get; init; }

    /// <summary>
    /// Gets a value indicating whether somebody names the host. Where nobody does, the rules only stand behind those of hosts that
    /// are named: a gateway takes what is sent to it, but here nobody knows which hosts those are.
    /// </summary>
    public bool IsNamed { get; init; } = true;

    /// <summary>Gets the listener, or null for a Service and for a Gateway that is not in the documents.</summary>
    public Listener? Listener { get; init; }

    /// <summary>Gets the hostnames of more specific listeners beside it, whose requests are not its own.</summary>
    public IReadOnlyList<string> Isolated { get; init; } = [];

    /// <summary>Tells whether requests for a host, or for all hosts that a wildcard stands for, are its own.</summary>
    public bool Takes(string host) => Hostnames.Covers(Host, host) && !Isolated.Any(i => Hostnames.Covers(i, host));
}
