using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using TrafficRouting.Http;

namespace TrafficRouting.AspNetCore;

/// <summary>Reads the baggage that came with a request and has what was taken of it stand in its place: in the activity, and in the headers, which others copy.</summary>
internal static class IncomingBaggage
{
    private const string Legacy = "Correlation-Context";

    // What the W3C asks everybody to carry, and .NET sends.
    private const int MaxLength = 8192;

    private static readonly DistributedContextPropagator.PropagatorGetterCallback Getter = static (carrier, name, out value, out values) =>
    {
        values = null;
        value = ((IHeaderDictionary)carrier!)[name] is { Count: > 0 } lines ? lines.ToString() : null;
    };

    public static bool IsThere(IHeaderDictionary headers, Activity? activity) =>
        headers.ContainsKey(BaggageHeaders.W3C) || headers.ContainsKey(Legacy) || (activity is not null && activity.Baggage.Any());

    /// <summary>Tells whether there is more than anybody needs to carry, of which nothing is taken.</summary>
    public static bool IsHuge(IHeaderDictionary headers) => Length(headers, BaggageHeaders.W3C) > MaxLength || Length(headers, Legacy) > MaxLength;

    public static IEnumerable<KeyValuePair<string, string?>> Read(IHeaderDictionary headers, Activity? activity, DistributedContextPropagator propagator) =>
        activity?.Baggage ?? propagator.ExtractBaggage(headers, Getter)?.Reverse() ?? [];

    public static void Replace(IHeaderDictionary headers, Dictionary<string, string> taken)
    {
        headers.Remove(Legacy);
        if (taken.Count == 0)
            headers.Remove(BaggageHeaders.W3C);
        else
            headers[BaggageHeaders.W3C] = BaggageText.Of(taken);
    }

    /// <summary>Replaces the baggage of the request's activity, and of those that others have begun under it.</summary>
    public static void Replace(Activity ofRequest, Dictionary<string, string> taken)
    {
        for (var activity = Activity.Current; activity is not null && activity != ofRequest; activity = activity.Parent)
            Clear(activity);
        Clear(ofRequest);
        foreach (var (name, value) in taken)
            ofRequest.SetBaggage(name, value);
    }

    /// <summary>Begins the activity that ASP.NET Core begins where somebody logs or listens, and in which HttpClient finds what to send on.</summary>
    public static Activity Begin(IHeaderDictionary headers, Dictionary<string, string> taken, DistributedContextPropagator propagator)
    {
        var activity = new Activity("TrafficRouting.Request");
        propagator.ExtractTraceIdAndState(headers, Getter, out var parent, out var state);
        if (!string.IsNullOrEmpty(parent))
        {
            activity.SetParentId(parent);
            activity.TraceStateString = state;
        }

        foreach (var (name, value) in taken)
            activity.SetBaggage(name, value);
        return activity.Start();
    }

    private static int Length(IHeaderDictionary headers, string name)
    {
        var length = 0;
        foreach (var line in headers[name])
            length += line?.Length ?? 0;
        return length;
    }

    // Of a name that is there several times, each call takes one.
    private static void Clear(Activity activity)
    {
        foreach (var (name, _) in activity.Baggage.ToList())
            activity.SetBaggage(name, null);
    }
}
