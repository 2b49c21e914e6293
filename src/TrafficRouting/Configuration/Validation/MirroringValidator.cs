namespace TrafficRouting;

/// <summary>The bounds of mirroring.</summary>
internal static class MirroringValidator
{
    public static void Check(Scope scope, MirroringOptions mirroring)
    {
        if (mirroring.MarkerHeader is { } marker)
            HeaderValidator.EditedName(scope.At("MarkerHeader"), marker, ofRequest: true);
        if (mirroring.QueueBytes >= 0 && mirroring.MaxBodyBytes > mirroring.QueueBytes)
            scope.At("MaxBodyBytes").Warn("Bodies above QueueBytes never find room in the queue.");
    }
}
