namespace TrafficRouting;

/// <summary>A mirror for itself.</summary>
internal static class MirrorValidator
{
    // Finer shares are cut off.
    private const double Finest = 0.0001;

    public static void Check(Scope scope, MirrorOptions mirror)
    {
        if (mirror is { Enabled: true, Percentage: >= 0 and < Finest })
            scope.At("Percentage").Warn("Copies nothing. Write Enabled: false to say so, or a percentage of 0.0001 or more.");

        for (var i = 0; i < mirror.Methods.Count; i++)
        {
            if (!HeaderValidator.IsToken(mirror.Methods[i]))
                scope.At("Methods", mirror.Methods, i).Error($"{Text.Quote(mirror.Methods[i])} is not a method. Write one such as POST, or '*' for all.");
        }

        if (mirror.HostSuffix is { } suffix && !suffix.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            scope.At("HostSuffix").Error($"{Text.Quote(suffix)} cannot be part of a host name. Use letters, digits, '-' and '.'.");
        HeaderValidator.RequestEdits(scope, mirror.RequestHeaders);
        if (mirror.Compare is { } compare)
            CheckCompare(scope.At("Compare"), compare);
    }

    private static void CheckCompare(Scope scope, MirrorCompareOptions compare)
    {
        for (var i = 0; i < compare.Headers.Count; i++)
            HeaderValidator.Name(scope.At("Headers", compare.Headers, i), compare.Headers[i]);
        for (var i = 0; i < compare.IgnorePaths.Count; i++)
            PathValidator.Check(scope.At("IgnorePaths", compare.IgnorePaths, i), compare.IgnorePaths[i]);
    }
}
