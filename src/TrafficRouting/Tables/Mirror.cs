using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>A compiled mirror of a route. Immutable.</summary>
public sealed class Mirror
{
    private static readonly ImmutableArray<string> SafeMethods = ["GET", "HEAD", "OPTIONS"];

    internal Mirror(Backend backend, MirrorOptions options)
    {
        Backend = backend;
        Options = options;
        Share = Percentage.FromPercent(options.Percentage);
        Methods = options.Methods.Count == 0 ? SafeMethods : [.. options.Methods];
        RequestHeaders = HeaderEdits.From(options.RequestHeaders);
        Compare = MirrorComparisonFilter.From(options.Compare);
    }

    /// <summary>Gets the backend that receives the copies.</summary>
    public Backend Backend { get; }

    /// <summary>Gets the options it was compiled from. Do not change them.</summary>
    public MirrorOptions Options { get; }

    internal Percentage Share { get; }

    /// <summary>Gets the methods that are copied; <c>*</c> for all.</summary>
    internal ImmutableArray<string> Methods { get; }

    internal HeaderEdits? RequestHeaders { get; }

    /// <summary>Gets a value indicating whether the choice among the backend's endpoints reads the request's baggage.</summary>
    internal bool ReadsBaggage => Backend.Destination.Sticky is { Baggage: not null } or { Fallback.Baggage: not null };

    /// <summary>Gets what of the responses is compared, or null when they are discarded unread.</summary>
    internal MirrorComparisonFilter? Compare { get; }

    /// <inheritdoc/>
    public override string ToString() => Backend.Name;
}
