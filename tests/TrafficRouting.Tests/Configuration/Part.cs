namespace TrafficRouting.Tests.Configuration;

/// <summary>A part of the configuration that a test writes, inside an otherwise valid whole.</summary>
public enum Part
{
    Section,
    Backend,
    Service,
    Route,
    Match,
    Mirror,
    Mirroring,
}
