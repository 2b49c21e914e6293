using Microsoft.Extensions.Primitives;

namespace TrafficRouting.AspNetCore.Tests;

/// <summary>A source that has nothing but a status.</summary>
internal sealed class StatusSource(string? problem) : RoutingSource
{
    public override string Name => "the cluster";

    public override bool IsLive => true;

    public override RoutingSnapshot Current { get; } = new(new(), []);

    public override RoutingSourceStatus? Status => new(problem, new Dictionary<string, object>(StringComparer.Ordinal) { ["objects"] = 3 });

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(CancellationToken.None);
}
