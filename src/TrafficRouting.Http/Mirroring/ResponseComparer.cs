namespace TrafficRouting.Http;

/// <summary>Compares a mirror's response with its primary's.</summary>
internal static class ResponseComparer
{
    /// <summary>Compares, or returns null where the filter leaves the pair out.</summary>
    public static MirrorComparison? Compare(MirrorCopy copy, HttpResponseMessage mirrored)
    {
        var filter = copy.Mirror.Compare!;
        var primary = copy.Primary!;
        var status = (int)mirrored.StatusCode;
        var path = copy.Request.Uri.AbsolutePath;
        if (filter.IgnoresStatus(primary.Status) || filter.IgnoresStatus(status) || filter.IgnoresPath(path))
            return null;

        var differences = new List<MirrorHeaderDifference>();
        for (var i = 0; i < filter.Headers.Length; i++)
        {
            var value = PrimaryResponse.Value(mirrored, filter.Headers[i]);
            if (!string.Equals(value, primary.Headers[i], StringComparison.Ordinal))
                differences.Add(new(filter.Headers[i], primary.Headers[i], value));
        }

        var decision = copy.Request.Decision;
        return new()
        {
            Service = decision.Service.Name,
            Route = decision.Route!.Name,
            PrimaryBackend = decision.Backend!.Name,
            MirrorBackend = copy.Mirror.Backend.Name,
            Method = copy.Request.Method.Method,
            Path = path,
            PrimaryStatus = primary.Status,
            MirrorStatus = status,
            HeaderDifferences = differences,
        };
    }
}
