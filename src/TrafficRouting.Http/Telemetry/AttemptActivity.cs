using System.Diagnostics;

namespace TrafficRouting.Http;

/// <summary>The span of one routed attempt, between the caller's and HttpClient's own, while somebody listens.</summary>
internal static class AttemptActivity
{
    /// <summary>Starts the span and makes it the current one, until <see cref="Leave"/>.</summary>
    public static Activity? Enter(RouteDecision decision, ListenerFailures failures)
    {
        if (!Spans.Source.HasListeners() || Spans.Start(decision.Service.SpanName, failures) is not { } activity)
            return null;

        activity.SetTag("traffic_routing.service", decision.Service.Name);
        activity.SetTag("traffic_routing.route", decision.Route?.Name);
        activity.SetTag("traffic_routing.backend", decision.Backend?.Name);
        return activity;
    }

    /// <summary>Gives the caller its own span back while the attempt is under way.</summary>
    public static void Leave(Activity? activity)
    {
        if (activity is not null)
            Activity.Current = activity.Parent;
    }

    public static void Stop(Activity? activity, int? status, Exception? exception, ListenerFailures failures)
    {
        if (activity is null)
            return;

        if (status is not null)
            activity.SetTag("http.response.status_code", status);
        if (exception is not null)
        {
            activity.SetTag("error.type", exception.GetType().FullName);
            activity.SetStatus(ActivityStatusCode.Error);
        }

        Spans.Stop(activity, failures);
    }
}
