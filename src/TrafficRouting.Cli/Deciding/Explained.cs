using System.Collections.Immutable;
using TrafficRouting.Http;
using TrafficRouting.Testing;

namespace TrafficRouting.Cli;

/// <summary>Where a request goes and why, and what would be sent.</summary>
/// <param name="Taken">The decision with what was tried before.</param>
/// <param name="Chosen">The backend that a given key is bound to, or null.</param>
/// <param name="Outcomes">What would be sent or answered, by backend; one without a backend where none is chosen.</param>
internal sealed record Explained(RouteExplanation Taken, string? Chosen, ImmutableArray<(WeightedBackend? Backend, Rehearsed Outcome)> Outcomes)
{
    public static Explained Of(TrafficRoutingOptions options, RouteExpectation row, string? key)
    {
        using var request = RowRequest.Of(row);
        var view = new HttpRequestView(request, options.Host);
        var taken = RouteTable.Compile(options).Explain(in view);
        var chosen = taken.Backend?.Name;
        if (key is not null)
        {
            var route = taken.Route?.Options.Sticky is null ? throw new UsageException("--key asks for a route with Sticky, and the request takes none.") : taken.Route;
            chosen = route.Backends[route.Policy!.Select(RandomSource.Create(0), key)].Backend.Name;
        }

        using var rehearsal = new Rehearsal(options);
        var targets = taken.Route?.Backends.Where(b => b.Weight > 0 && (chosen is null || b.Backend.Name == chosen)).Select(b => (WeightedBackend?)b).ToList() ?? [];
        if (targets.Count == 0)
            targets.Add(null);
        return new(taken, chosen, [.. targets.Select(b => (b, rehearsal.Send(row, b?.Backend.Name)))]);
    }
}
