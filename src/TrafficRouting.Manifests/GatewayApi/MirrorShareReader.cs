namespace TrafficRouting.Manifests;

/// <summary>Reads the share of a RequestMirror, in percent.</summary>
internal static class MirrorShareReader
{
    public static double Read(Fields mirror)
    {
        var percent = mirror.Integer("percent", 0, 100);
        if (mirror.Map("fraction") is not { } fraction)
            return percent ?? 100;
        if (mirror.Has("percent"))
            mirror.Error("fraction", "excludes percent");
        var (numerator, denominator) = (fraction.Integer("numerator", least: 0), fraction.Integer("denominator", least: 1) ?? 100);
        if (!fraction.Has("numerator"))
            fraction.Missing("numerator");
        if (numerator > denominator)
            fraction.Error("numerator", $"must not be above the denominator {denominator}");
        return numerator is { } part && part <= denominator ? 100.0 * part / denominator : 100;
    }
}
