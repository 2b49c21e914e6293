namespace TrafficRouting.Manifests;

/// <summary>What <c>(?imsUx)</c> turns on, for the rest of a group.</summary>
[Flags]
internal enum PatternFlags
{
    None = 0,
    IgnoreCase = 1,
    Multiline = 2,
    DotAll = 4,
    Ungreedy = 8,
    Extended = 16,
}
