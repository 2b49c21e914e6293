namespace TrafficRouting;

/// <summary>Redirects given without sending anything.</summary>
internal static class RedirectValidator
{
    public static void Check(Scope scope, RedirectOptions redirect)
    {
        if (redirect is { Scheme: null, Host: null, Port: null, Path: null, PathPrefix: null })
            scope.Warn("The redirect's target is the request's own address, so a caller that follows it never ends. Set Scheme, Host, Port, Path or PathPrefix.");
        if (redirect.Host is { } host)
            HostValidator.Host(scope.At("Host"), host);
        if (redirect is { Port: not null, PortFrom: not null })
            scope.At("PortFrom").Warn("Has no effect: Port gives the port.");

        Alternatives.Check(scope, RedirectOptions.Shape, redirect);
        if (redirect.Path is { } path)
            PathValidator.Check(scope.At("Path"), path);
        if (redirect.PathPrefix is { } prefix)
            PathValidator.CheckOrEmpty(scope.At("PathPrefix"), prefix);
    }
}
