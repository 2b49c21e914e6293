namespace TrafficRouting.Manifests;

/// <summary>Sets where options are written on the options themselves, as long as the core looks there.</summary>
internal static class OptionsSource
{
    public static void Set(object options, string source)
    {
        switch (options)
        {
            case BackendOptions backend:
                backend.Source = source;
                break;
            case EndpointOptions endpoint:
                endpoint.Source = source;
                break;
            case ServiceOptions service:
                service.Source = source;
                break;
            case RouteOptions route:
                route.Source = source;
                break;
            case MatchOptions match:
                match.Source = source;
                break;
            case MirrorOptions mirror:
                mirror.Source = source;
                break;
        }
    }
}
