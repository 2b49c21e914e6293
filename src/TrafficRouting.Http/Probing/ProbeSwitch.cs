namespace TrafficRouting.Http;

/// <summary>Says whether probes are sent; registered where tests must not send any.</summary>
internal sealed record ProbeSwitch(bool IsOn);
