namespace TrafficRouting.Kubernetes;

/// <summary>What is to be said of the cluster as a whole.</summary>
internal static class ClusterFindings
{
    public static IEnumerable<Finding> Of(ClusterWatch watch, string path)
    {
        if (watch.Failure is { } failure)
            yield return new(FindingSeverity.Warning, path, $"The cluster is not followed: {failure}.");
        if (MissingRights.Find(watch.Reflectors, path) is { } rights)
            yield return rights;
        var unseen = watch.Reflectors.Where(r => !r.Answered.IsCompleted).ToList();
        if (unseen.Count > 0)
            yield return new(FindingSeverity.Warning, path, $"The cluster has not been reached yet, and is followed as soon as it can be: {unseen[0].Error ?? "no answer"}");
        if (ClusterStatus.Problem(watch.Reflectors) is { } problem && unseen.Count == 0)
            yield return new(FindingSeverity.Error, path, problem);
    }
}
