namespace TrafficRouting.Manifests;

/// <summary>Writes options as the configuration keys that the core's reader makes the same options of.</summary>
internal static class OptionsWriter
{
    public static void Write(TrafficRoutingOptions options, SectionWriter writer)
    {
        foreach (var (name, backend) in options.Backends)
            Write(backend, writer.At("Backends").At(name));
        foreach (var (name, service) in options.Services)
            Write(service, writer.At("Services").At(name));
    }

    private static void Write(BackendOptions backend, SectionWriter writer)
    {
        writer.Value("Address", backend.Address);
        foreach (var (name, endpoint) in backend.Endpoints)
        {
            var at = writer.At("Endpoints").At(name);
            at.Value("Address", endpoint.Address);
            at.Changed("Weight", endpoint.Weight, 1);
            at.Value("Source", endpoint.Source);
        }

        writer.Changed("Selection", backend.Selection, SelectionKind.RoundRobin);
        Write(backend.Sticky, writer.At("Sticky"));
        writer.Changed("Port", backend.Port, PortSource.Address);
        writer.Value("AddressFrom", backend.AddressFrom);
        Write(backend.Rewrite, writer.At("Rewrite"));
        writer.Changed("PreserveHost", backend.PreserveHost, false);
        Write(backend.RequestHeaders, writer.At("RequestHeaders"));
        Write(backend.ResponseHeaders, writer.At("ResponseHeaders"));
        Write(backend.DirectResponse, writer.At("DirectResponse"));
        Write(backend.Redirect, writer.At("Redirect"));
        writer.Value("Source", backend.Source);
    }

    private static void Write(ServiceOptions service, SectionWriter writer)
    {
        writer.List("Hosts", service.Hosts);
        writer.Changed("Unmatched", service.Unmatched, UnmatchedBehavior.PassThrough);
        writer.Value("Source", service.Source);
        foreach (var (name, route) in service.Routes)
            Write(route, writer.At("Routes").At(name));
    }

    private static void Write(RouteOptions route, SectionWriter writer)
    {
        writer.Changed("Order", route.Order, 0);
        for (var i = 0; i < route.Matches.Count; i++)
            MatchWriter.Write(route.Matches[i], writer.At("Matches").At(i));
        foreach (var (backend, weight) in route.Weights)
            writer.At("Weights").Value(backend, weight);
        writer.Changed("Selection", route.Selection, SelectionKind.Random);
        Write(route.Sticky, writer.At("Sticky"));
        writer.Changed("DecideOn", route.DecideOn, DecisionScope.InitialAttempt);
        foreach (var (backend, mirror) in route.Mirrors)
            Write(mirror, writer.At("Mirrors").At(backend));
        Write(route.RequestHeaders, writer.At("RequestHeaders"));
        Write(route.ResponseHeaders, writer.At("ResponseHeaders"));
        Write(route.Rewrite, writer.At("Rewrite"));
        Write(route.Redirect, writer.At("Redirect"));
        Write(route.DirectResponse, writer.At("DirectResponse"));
        writer.Value("Timeout", route.Timeout);
        writer.Value("TimeoutStatus", route.TimeoutStatus);
        Write(route.Fault, writer.At("Fault"));
        writer.Value("Source", route.Source);
    }

    private static void Write(MirrorOptions mirror, SectionWriter writer)
    {
        writer.Value("Percentage", mirror.Percentage);
        writer.List("Methods", mirror.Methods);
        Write(mirror.RequestHeaders, writer.At("RequestHeaders"));
        writer.List("Backends", mirror.Backends);
        writer.Changed("ApplyBackendHeaders", mirror.ApplyBackendHeaders, false);
        writer.Value("HostSuffix", mirror.HostSuffix);
        writer.Changed("ForwardCredentials", mirror.ForwardCredentials, false);
        writer.Value("Source", mirror.Source);
    }

    private static void Write(HeaderEditOptions? edits, SectionWriter writer)
    {
        if (edits is null)
            return;
        foreach (var (name, value) in edits.Set)
            writer.At("Set").Value(name, value);
        foreach (var (name, value) in edits.Add)
            writer.At("Add").Value(name, value);
        writer.List("Remove", edits.Remove);
    }

    private static void Write(StickyOptions? sticky, SectionWriter writer)
    {
        writer.Value("Header", sticky?.Header);
        writer.Value("Cookie", sticky?.Cookie);
        writer.Value("Query", sticky?.Query);
        writer.Value("Property", sticky?.Property);
        writer.Value("Salt", sticky?.Salt);
    }

    private static void Write(DirectResponseOptions? response, SectionWriter writer)
    {
        writer.Value("Status", response?.Status);
        writer.Value("Body", response?.Body);
        writer.Value("ContentType", response?.ContentType);
    }

    private static void Write(RewriteOptions? rewrite, SectionWriter writer)
    {
        writer.Value("Path", rewrite?.Path);
        writer.Value("PathPrefix", rewrite?.PathPrefix);
        writer.Value("Regex", rewrite?.Regex);
        writer.Value("Replacement", rewrite?.Replacement);
        writer.Value("Host", rewrite?.Host);
    }

    private static void Write(RedirectOptions? redirect, SectionWriter writer)
    {
        writer.Value("Status", redirect?.Status);
        writer.Value("Scheme", redirect?.Scheme);
        writer.Value("Host", redirect?.Host);
        writer.Value("Port", redirect?.Port);
        writer.Value("KeepPort", redirect?.KeepPort);
        writer.Value("Path", redirect?.Path);
        writer.Value("PathPrefix", redirect?.PathPrefix);
    }

    private static void Write(FaultOptions? fault, SectionWriter writer)
    {
        writer.At("Delay").Value("Percentage", fault?.Delay?.Percentage);
        writer.At("Delay").Value("Duration", fault?.Delay?.Duration);
        writer.At("Abort").Value("Percentage", fault?.Abort?.Percentage);
        writer.At("Abort").Value("Status", fault?.Abort?.Status);
    }
}
