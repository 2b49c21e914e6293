namespace TrafficRouting;

/// <summary>Faults injected on purpose.</summary>
internal static class FaultValidator
{
    public static void Check(Scope scope, FaultOptions fault)
    {
        if (fault is { Delay: null, Abort: null })
            scope.Missing("No fault is configured. Set Delay or Abort.");
        if (fault.Delay is { } delay && delay.Duration == TimeSpan.Zero)
            scope.At("Delay").Missing("Duration is required, such as 00:00:02.");
        if (fault.Abort is { Status: 0 })
            scope.At("Abort").Missing("Status is required, such as 503.");
    }
}
