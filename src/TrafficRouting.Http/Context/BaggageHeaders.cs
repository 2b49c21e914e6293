using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TrafficRouting.Http;

/// <summary>The headers that baggage travels in: what a propagator writes, found by having it write some.</summary>
internal static class BaggageHeaders
{
    public const string W3C = "baggage";

    private const string Probe = "traffic-routing-probe";

    private static readonly ConditionalWeakTable<DistributedContextPropagator, string[]> Known = [];

    /// <summary>Gets the headers that the application's propagator writes.</summary>
    public static string[] Current => Of(DistributedContextPropagator.Current);

    /// <summary>Gets the headers that a propagator writes; W3C's own for one that writes none, for what is written in spite of it.</summary>
    public static string[] Of(DistributedContextPropagator propagator) => Known.GetValue(propagator, Find);

    private static string[] Find(DistributedContextPropagator propagator)
    {
        var before = Activity.Current;
        var names = new List<string>();
        try
        {
            // Some write what the outermost activity has.
            Activity.Current = null;
            using var activity = new Activity(Probe).SetIdFormat(ActivityIdFormat.W3C).AddBaggage(Probe, Probe).Start();
            propagator.Inject(activity, names, static (found, name, value) =>
            {
                if (value.Contains(Probe, StringComparison.Ordinal))
                    ((List<string>)found!).Add(name);
            });
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A propagator of the application's own; whatever it fails on, requests are sent.
            names.Clear();
        }
        finally
        {
            Activity.Current = before;
        }

        return names.Count == 0 ? [W3C] : [.. names];
    }
}
