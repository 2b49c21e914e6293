using System.Diagnostics;

namespace TrafficRouting.Http;

/// <summary>Starts and stops spans; what the application's listeners throw then is taken note of and goes no further.</summary>
internal static class Spans
{
    /// <summary>Gets the source of all spans of the package.</summary>
    public static ActivitySource Source { get; } = new(TrafficRoutingDefaults.TelemetryName);

    /// <summary>Starts a span under the current one, or a root, and makes it the current one; null when nobody wants it.</summary>
    public static Activity? Start(string name, ListenerFailures failures, bool isRoot = false, ActivityLink[]? links = null)
    {
        var before = Activity.Current;
        try
        {
            return isRoot
                ? Source.StartActivity(name, ActivityKind.Internal, parentContext: default, links: links)
                : Source.StartActivity(name);
        }
        catch (Exception exception)
        {
            // It may be the current one already.
            Activity.Current = before;
            failures.Note(ListenerFailures.Spans, exception);
            return null;
        }
    }

    public static void Stop(Activity activity, ListenerFailures failures)
    {
        try
        {
            activity.Dispose();
        }
        catch (Exception exception)
        {
            if (ReferenceEquals(Activity.Current, activity))
                Activity.Current = activity.Parent;
            failures.Note(ListenerFailures.Spans, exception);
        }
    }
}
