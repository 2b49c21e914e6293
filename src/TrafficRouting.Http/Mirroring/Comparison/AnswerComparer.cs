namespace TrafficRouting.Http;

/// <summary>Holds a mirror's answer against its primary's.</summary>
internal static class AnswerComparer
{
    /// <summary>Compares, or returns null where the rules leave the exchange out.</summary>
    public static MirrorComparison? Compare(MirrorJob job, HttpResponseMessage mirrored)
    {
        var rules = job.Mirror.Compare!;
        var primary = job.Primary!;
        var status = (int)mirrored.StatusCode;
        var path = job.Snapshot.Uri.AbsolutePath;
        if (rules.IgnoresStatus(primary.Status) || rules.IgnoresStatus(status) || rules.IgnoresPath(path))
            return null;

        var differences = new List<MirrorHeaderDifference>();
        for (var i = 0; i < rules.Headers.Length; i++)
        {
            var value = PrimaryAnswer.Value(mirrored, rules.Headers[i]);
            if (!string.Equals(value, primary.Headers[i], StringComparison.Ordinal))
                differences.Add(new(rules.Headers[i], primary.Headers[i], value));
        }

        var decision = job.Snapshot.Decision;
        return new()
        {
            Service = decision.Service.Name,
            Route = decision.Route!.Name,
            PrimaryBackend = decision.Backend!.Name,
            MirrorBackend = job.Mirror.Backend.Name,
            Method = job.Snapshot.Method.Method,
            Path = path,
            PrimaryStatus = primary.Status,
            MirrorStatus = status,
            HeaderDifferences = differences,
        };
    }
}
