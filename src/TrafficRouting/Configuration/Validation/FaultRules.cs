namespace TrafficRouting.Configuration.Validation;

/// <summary>Faults injected on purpose.</summary>
internal static class FaultRules
{
    public static void Check(Scope scope, FaultOptions fault)
    {
        if (fault is { Delay: null, Abort: null })
            scope.Missing("Injects nothing. Set Delay or Abort.");

        if (fault.Delay is { } delay)
        {
            RangeRules.Percentage(scope.At("Delay").At("Percentage"), delay.Percentage);
            if (delay.Duration == TimeSpan.Zero)
                scope.At("Delay").Missing("Says not how long. Set Duration above zero, such as 00:00:02.");
            else
                RangeRules.Positive(scope.At("Delay").At("Duration"), delay.Duration);
        }

        if (fault.Abort is { } abort)
        {
            RangeRules.Percentage(scope.At("Abort").At("Percentage"), abort.Percentage);
            if (abort.Status == 0)
                scope.At("Abort").Missing("Says not what is answered. Set Status, such as 503.");
            else
                RangeRules.AnswerStatus(scope.At("Abort").At("Status"), abort.Status);
        }
    }
}
