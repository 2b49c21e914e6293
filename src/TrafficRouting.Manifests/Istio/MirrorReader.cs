namespace TrafficRouting.Manifests;

/// <summary>Reads <c>mirror</c> with its percentage, or <c>mirrors</c>. A share of zero is no mirror.</summary>
internal static class MirrorReader
{
    public static IEnumerable<HttpMirror> Read(Fields rule, ClusterNames names)
    {
        if (rule.Has("mirror") && rule.Has("mirrors"))
            rule.Error("mirrors", "excludes mirror; write every mirror under mirrors");
        var share = ReadShare(rule, "mirrorPercentage") ?? ReadOlder(rule, "mirrorPercent") ?? ReadOlder(rule, "mirror_percent") ?? 100;
        var found = new List<HttpMirror>();
        if (rule.Map("mirror") is { } mirror && DestinationReader.Read(mirror, rule, names) is { } destination)
            found.Add(new(mirror, destination, share));
        foreach (var each in rule.Maps("mirrors"))
        {
            if (DestinationReader.Read(each.Map("destination"), each, names) is { } to)
                found.Add(new(each, to, ReadShare(each, "percentage") ?? 100));
        }

        return found.Where(m => m.Percentage > 0);
    }

    private static double? ReadOlder(Fields rule, string name)
    {
        var percent = rule.Integer(name, 0, 100);
        if (percent is not null)
            rule.Warning(name, "is deprecated; write mirrorPercentage");
        return percent;
    }

    // Written but without a value it is proto3's zero.
    private static double? ReadShare(Fields fields, string name) =>
        fields.Map(name) is { } percentage ? percentage.Number("value", 0, 100) ?? 0 : null;
}
