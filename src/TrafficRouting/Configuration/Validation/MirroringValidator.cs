namespace TrafficRouting;

/// <summary>The bounds of mirroring.</summary>
internal static class MirroringValidator
{
    public static void Check(Scope scope, MirroringOptions mirroring)
    {
        RangeValidator.Check(scope.At("QueueCapacity"), mirroring.QueueCapacity, 1, 1_000_000);
        RangeValidator.Check(scope.At("QueueBytes"), mirroring.QueueBytes, 0, long.MaxValue);
        RangeValidator.Check(scope.At("MaxBodyBytes"), mirroring.MaxBodyBytes, 0, int.MaxValue);
        RangeValidator.Check(scope.At("Concurrency"), mirroring.Concurrency, 1, 1024);
        RangeValidator.Check(scope.At("BreakAfter"), mirroring.BreakAfter, 0, 1000);
        RangeValidator.Positive(scope.At("Timeout"), mirroring.Timeout);
        RangeValidator.Positive(scope.At("BreakDuration"), mirroring.BreakDuration);
        RangeValidator.NotNegative(scope.At("DrainTimeout"), mirroring.DrainTimeout);
        if (mirroring.MarkerHeader is { } marker)
            HeaderValidator.EditedName(scope.At("MarkerHeader"), marker, ofRequest: true);
        if (mirroring.QueueBytes >= 0 && mirroring.MaxBodyBytes > mirroring.QueueBytes)
            scope.At("MaxBodyBytes").Warn("Bodies above QueueBytes never find room in the queue.");
    }
}
