using System.Collections.Frozen;
using System.Diagnostics;

namespace TrafficRouting.Http;

/// <summary>Headers of the primary that a copy does not carry.</summary>
internal static class MirrorHeaders
{
    // The copy has a trace of its own; with the primary's identifiers it would appear as part of the caller's.
    private static readonly FrozenSet<string> Trace = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "traceparent", "tracestate", "baggage", "Correlation-Context", "Request-Id", "Request-Context",
        "b3", "X-B3-TraceId", "X-B3-SpanId", "X-B3-ParentSpanId", "X-B3-Sampled", "X-B3-Flags",
        "uber-trace-id", "X-Amzn-Trace-Id", "X-Cloud-Trace-Context", "X-Datadog-Trace-Id", "X-Datadog-Parent-Id",
        "X-Datadog-Sampling-Priority", "X-Datadog-Origin", "X-Datadog-Tags", "sw8", "sw8-correlation", "sw8-x", "grpc-trace-bin", "X-Ot-Span-Context");

    private static readonly FrozenSet<string> Credentials = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "Authorization", "Cookie", "Proxy-Authorization");

    public static bool Travels(string name, bool withCredentials) =>
        !Trace.Contains(name)
        && (withCredentials || !Credentials.Contains(name))
        && !DistributedContextPropagator.Current.Fields.Contains(name, StringComparer.OrdinalIgnoreCase);
}
