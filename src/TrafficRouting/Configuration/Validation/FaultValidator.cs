namespace TrafficRouting;

/// <summary>Faults injected on purpose.</summary>
internal static class FaultValidator
{
    public static void Check(Scope scope, FaultOptions fault)
    {
        if (fault is { Delay: null, Abort: null })
            scope.Missing("Injects nothing. Set Delay or Abort.");

        if (fault.Delay is { } delay)
        {
            RangeValidator.Percentage(scope.At("Delay").At("Percentage"), delay.Percentage);
            if (delay.Duration == TimeSpan.Zero)
                scope.At("Delay").Missing("Says not how long. Set Duration above zero, such as 00:00:02.");
            else
                RangeValidator.Positive(scope.At("Delay").At("Duration"), delay.Duration);
        }

        if (fault.Abort is { } abort)
        {
            RangeValidator.Percentage(scope.At("Abort").At("Percentage"), abort.Percentage);
            if (abort.Status == 0)
                scope.At("Abort").Missing("Says not what is answered. Set Status, such as 503.");
            else
                RangeValidator.AnswerStatus(scope.At("Abort").At("Status"), abort.Status);
        }
    }
}
