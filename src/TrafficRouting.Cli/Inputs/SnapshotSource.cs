using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Cli;

/// <summary>Documents that were read once, as a source.</summary>
internal sealed class SnapshotSource(RoutingSnapshot snapshot) : RoutingSource
{
    public override string Name => "the documents";

    public override RoutingSnapshot Current => snapshot;

    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;
}
