namespace TrafficRouting;

internal enum StickyKeySource
{
    Header,
    Cookie,
    Query,
    Property,
    Baggage,
}
