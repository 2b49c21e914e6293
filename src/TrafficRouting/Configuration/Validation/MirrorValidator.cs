namespace TrafficRouting;

/// <summary>The mirrors of a route.</summary>
internal static class MirrorValidator
{
    // Finer shares are cut off.
    private const double Finest = 0.0001;

    /// <summary>Checks a mirror.</summary>
    /// <param name="scope">The mirror.</param>
    /// <param name="backend">The name of the backend it copies to.</param>
    /// <param name="mirror">What it is.</param>
    /// <param name="sendsTo">The names of the backends that its route sends to.</param>
    public static void Check(Scope scope, string backend, MirrorOptions mirror, ICollection<string> sendsTo)
    {
        if (BackendValidator.Find(scope, backend) is { DirectResponse: not null } or { Redirect: not null })
            scope.Error($"The backend '{backend}' answers by itself, so there is nowhere to send copies. Mirror to one with an address.");
        for (var i = 0; i < mirror.Backends.Count; i++)
            CheckBackend(scope.At("Backends", mirror.Backends, i), mirror.Backends[i], sendsTo);

        if (mirror is { Enabled: true, Percentage: >= 0 and < Finest })
            scope.At("Percentage").Warn("Copies nothing. Write Enabled: false to say so, or a percentage of 0.0001 or more.");

        for (var i = 0; i < mirror.Methods.Count; i++)
        {
            if (!HeaderValidator.IsToken(mirror.Methods[i]))
                scope.At("Methods", mirror.Methods, i).Error($"{Text.Quote(mirror.Methods[i])} is not a method. Write one such as POST, or '*' for all.");
        }

        if (mirror.HostSuffix is { } suffix && !suffix.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            scope.At("HostSuffix").Error($"{Text.Quote(suffix)} cannot be part of a host name. Use letters, digits, '-' and '.'.");
        HeaderValidator.RequestEdits(scope.At("RequestHeaders"), mirror.RequestHeaders);
        if (mirror.Compare is { } compare)
            CheckCompare(scope.At("Compare"), compare);
    }

    private static void CheckBackend(Scope scope, string name, ICollection<string> sendsTo)
    {
        if (BackendValidator.Find(scope, name) is not { } backend)
            return;
        if (backend is { DirectResponse: not null } or { Redirect: not null })
            scope.Warn($"The backend '{name}' answers by itself, and what is answered here is not copied.");
        else if (!sendsTo.Contains(name, StringComparer.OrdinalIgnoreCase))
            scope.Warn($"The route sends nothing to '{name}' by itself, so nothing of it is copied.");
    }

    private static void CheckCompare(Scope scope, MirrorCompareOptions compare)
    {
        for (var i = 0; i < compare.Headers.Count; i++)
            HeaderValidator.Name(scope.At("Headers", compare.Headers, i), compare.Headers[i]);
        for (var i = 0; i < compare.IgnorePaths.Count; i++)
            PathValidator.Check(scope.At("IgnorePaths", compare.IgnorePaths, i), compare.IgnorePaths[i]);
    }
}
