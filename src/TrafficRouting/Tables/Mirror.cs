using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>A compiled mirror of a route. Immutable.</summary>
public sealed class Mirror
{
    internal Mirror(Backend backend) => Backend = backend;

    /// <summary>Gets the backend that receives the copies.</summary>
    public Backend Backend { get; }

    /// <summary>Gets the share of requests that is copied.</summary>
    public Percentage Share { get; internal init; }

    /// <summary>Gets the methods that are copied; <c>*</c> for all.</summary>
    public ImmutableArray<string> Methods { get; internal init; } = [];

    /// <summary>Gets the edits of the copy's headers, made after the route's.</summary>
    public HeaderEdits? RequestHeaders { get; internal init; }

    /// <summary>Gets the names of the backends whose requests are copied; empty for all.</summary>
    public ImmutableArray<string> Backends { get; internal init; } = [];

    /// <summary>Gets a value indicating whether the copy also carries the edits of the backend that the request itself goes to.</summary>
    public bool ApplyBackendHeaders { get; internal init; }

    /// <summary>Gets the text put behind the copy's host name, before the port.</summary>
    public string? HostSuffix { get; internal init; }

    /// <summary>Gets a value indicating whether credentials are copied.</summary>
    public bool ForwardCredentials { get; internal init; }

    /// <summary>Gets what of the answers is compared, or null when they are discarded unread.</summary>
    public MirrorComparisonFilter? Compare { get; internal init; }
}
