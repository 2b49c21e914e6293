namespace TrafficRouting;

internal enum ValueTestKind
{
    Present,
    Absent,
    Exact,
    In,
    Prefix,
    Segments,
    Suffix,
    Contains,
    GreaterThan,
    LessThan,
    InNetwork,
    Regex,
}
