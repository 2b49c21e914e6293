namespace TrafficRouting;

/// <summary>Addresses of backends and endpoints. What they hold is never repeated in full: it may carry a password.</summary>
internal static class AddressValidator
{
    public static void Check(Scope scope, string address)
    {
        // Uri takes "/path" for a file and "localhost:80" for a scheme, so the separator decides.
        if (!address.Contains("://", StringComparison.Ordinal))
            scope.Error("The address is relative. Write it in full, such as http://10.0.0.1:8080.");
        else if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            scope.Error("The address cannot be understood. Write it like http://10.0.0.1:8080.");
        else
            Check(scope, uri);
    }

    private static void Check(Scope scope, Uri address)
    {
        // Service discovery lets a scheme name several, in order of preference: https+http.
        if (!address.Scheme.Split('+').All(scheme => scheme is "http" or "https"))
            scope.Error($"The scheme {Text.Quote(address.Scheme)} is not supported. Use http or https.");
        if (address.UserInfo.Length > 0)
            scope.Error("The address holds a user name or password. Send credentials by a handler of their own.");
        if (address.Query.Length > 0)
            scope.Error("The address holds a query. Only scheme, host, port and base path are used.");
        if (address.Fragment.Length > 0)
            scope.Error("The address holds a fragment. Only scheme, host, port and base path are used.");
    }
}
