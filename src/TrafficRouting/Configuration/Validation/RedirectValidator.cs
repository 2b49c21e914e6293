namespace TrafficRouting;

/// <summary>Redirects answered without sending anything.</summary>
internal static class RedirectValidator
{
    public static void Check(Scope scope, RedirectOptions redirect)
    {
        if (redirect is { Scheme: null, Host: null, Port: null, Path: null, PathPrefix: null })
            scope.Missing("The redirect's target is the request's own address. Set Scheme, Host, Port, Path or PathPrefix.");
        if (redirect.Status is not (301 or 302 or 303 or 307 or 308))
            scope.At("Status").Error($"{Text.Of(redirect.Status)} is not a redirect. Use 301, 302, 303, 307 or 308.");
        if (redirect.Scheme is not (null or "http" or "https"))
            scope.At("Scheme").Error($"The scheme {Text.Quote(redirect.Scheme)} is not supported. Use http or https.");
        if (redirect.Host is { } host)
            HostValidator.Host(scope.At("Host"), host);
        if (redirect is { Port: not null, KeepPort: not null })
            scope.At("KeepPort").Warn("Has no effect: Port gives the port.");

        if (redirect is { Path: not null, PathPrefix: not null })
            scope.Error("Set only one of Path and PathPrefix.");
        if (redirect.Path is { } path)
            PathValidator.Check(scope.At("Path"), path);
        if (redirect.PathPrefix is { } prefix)
            PathValidator.CheckOrEmpty(scope.At("PathPrefix"), prefix);
    }
}
