namespace TrafficRouting;

/// <summary>Lists of statuses.</summary>
internal static class StatusValidator
{
    public static void Check(Scope scope, string key, IList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (!FailureStatuses.IsValid(texts[i]))
                scope.At(key, texts, i).Error($"'{texts[i]}' is not a status. Write 503, 5xx or 502-504.");
        }
    }

    public static void CheckGrpc(Scope scope, string key, IList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (!GrpcStatuses.IsValid(texts[i]))
                scope.At(key, texts, i).Error($"'{texts[i]}' is not a status of gRPC that can count as a failure. Write UNAVAILABLE or 14.");
        }
    }
}
