namespace TrafficRouting.Manifests;

/// <summary>Kinds of things that texts have in common.</summary>
internal enum TopicKind
{
    Host,
    Pod,
    Workloads,
    Gateway,
    ListenerSet,
    ListenerSetsOf,
    Namespace,
    Grants,
    RouteGroup,
    Upstream,
    PublishedHost,
    VirtualHost,
    Delegate,
    NamedDelegate,
    MeshWildcard,
    RouteHost,
    ApisixHost,
    SkippedKind,
    Document,
}
