namespace TrafficRouting.Configuration.Validation;

/// <summary>The process-wide bounds of mirroring.</summary>
internal static class MirroringRules
{
    public static void Check(Scope scope, MirroringOptions mirroring)
    {
        RangeRules.Check(scope.At("QueueCapacity"), mirroring.QueueCapacity, 1, 1_000_000);
        RangeRules.Check(scope.At("QueueBytes"), mirroring.QueueBytes, 0, long.MaxValue);
        RangeRules.Check(scope.At("MaxBodyBytes"), mirroring.MaxBodyBytes, 0, int.MaxValue);
        RangeRules.Check(scope.At("Concurrency"), mirroring.Concurrency, 1, 1024);
        RangeRules.Check(scope.At("BreakAfter"), mirroring.BreakAfter, 0, 1000);
        RangeRules.Positive(scope.At("Timeout"), mirroring.Timeout);
        RangeRules.Positive(scope.At("BreakDuration"), mirroring.BreakDuration);
        RangeRules.NotNegative(scope.At("DrainTimeout"), mirroring.DrainTimeout);
        if (mirroring.MarkerHeader is { } marker)
            HeaderRules.EditedName(scope.At("MarkerHeader"), marker, ofRequest: true);
        if (mirroring.QueueBytes >= 0 && mirroring.MaxBodyBytes > mirroring.QueueBytes)
            scope.At("MaxBodyBytes").Warn("Bodies above QueueBytes never find room in the queue.");
    }
}
