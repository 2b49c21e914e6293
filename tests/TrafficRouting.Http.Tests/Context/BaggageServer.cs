using System.Diagnostics;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Context;

/// <summary>What .NET at the other end reads of the baggage that came over the wire.</summary>
internal static class BaggageServer
{
    /// <summary>Gets the items of the last request, in order of their names, such as <c>a=1 b=2</c>.</summary>
    public static string Received(this RawServer server, DistributedContextPropagator? propagator = null)
    {
        using var activity = Read(server, propagator);
        return string.Join(' ', activity.Baggage.Select(item => item.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => $"{name}={activity.GetBaggageItem(name)}"));
    }

    // As ASP.NET Core does.
    private static Activity Read(RawServer server, DistributedContextPropagator? propagator)
    {
        var activity = new Activity("received");
        var items = (propagator ?? DistributedContextPropagator.Current).ExtractBaggage(server.Requests.Last(), static (request, name, out value, out values) =>
        {
            values = null;
            value = ((RawRequest)request!).Header(name) is { Count: > 0 } lines ? string.Join(", ", lines) : null;
        });
        foreach (var (name, value) in items ?? [])
            activity.AddBaggage(name, value);
        return activity;
    }
}
