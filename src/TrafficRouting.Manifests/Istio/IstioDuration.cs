namespace TrafficRouting.Manifests;

/// <summary>Reads the durations that Istio takes: at least a millisecond, in whole ones.</summary>
internal static class IstioDuration
{
    public static TimeSpan? Read(Fields fields, string field)
    {
        if (fields.Duration(field) is not { } time)
            return null;
        if (time >= TimeSpan.FromMilliseconds(1) && time.Ticks % TimeSpan.TicksPerMillisecond == 0)
            return time;
        fields.Error(field, "must be at least 1ms, in whole milliseconds");
        return null;
    }
}
