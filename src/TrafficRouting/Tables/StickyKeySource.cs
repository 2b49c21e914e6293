namespace TrafficRouting.Tables;

internal enum StickyKeySource
{
    Header,
    Cookie,
    Query,
    Property,
}
