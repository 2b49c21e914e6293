namespace TrafficRouting;

/// <summary>Puts what validation found beside what reading found.</summary>
internal static class FindingReport
{
    public static IReadOnlyList<Finding> Of(TrafficRoutingOptions options, List<ScopedFinding> found, Func<object, string?>? locate)
    {
        List<Finding> findings = [.. options.Diagnostics.OfType<Finding>()];
        var unreadable = findings.FindAll(finding => finding.Severity is FindingSeverity.Error);
        locate ??= SourceOf;
        foreach (var finding in found)
        {
            var path = Written(finding.Scope.Path, options);
            if (!finding.IsMissing || !unreadable.Exists(error => Scope.IsAtOrBelow(error.Path, path)))
                findings.Add(new(finding.Severity, path, finding.Message, finding.Scope.Locate(locate)));
        }

        return findings;
    }

    private static string? SourceOf(object entry) => entry switch
    {
        BackendOptions backend => backend.Source,
        EndpointOptions endpoint => endpoint.Source,
        ServiceOptions service => service.Source,
        RouteOptions route => route.Source,
        MatchOptions match => match.Source,
        MirrorOptions mirror => mirror.Source,
        _ => null,
    };

    // Items of lists may be written under any key.
    private static string Written(string path, TrafficRoutingOptions options)
    {
        for (var end = path.Length; end > 0 && options.WrittenPaths.Count > 0; end = path.LastIndexOf(':', end - 1))
        {
            if (options.WrittenPaths.TryGetValue(path[..end], out var written))
                return written + path[end..];
        }

        return path;
    }
}
