namespace TrafficRouting;

/// <summary>The parts of a request that conditions look at.</summary>
internal enum RequestFieldKind
{
    Method,
    Path,
    Scheme,
    Host,
    Header,
    Query,
    Cookie,
    Property,
    Baggage,
}
