namespace TrafficRouting;

/// <summary>Names of services, routes, backends, endpoints and tables.</summary>
internal static class NameValidator
{
    public static bool IsValid(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    public static void Check(Scope scope, string name)
    {
        if (!IsValid(name))
            scope.Error($"{Text.Quote(name)} is not a name. Names hold letters, digits, '.', '_' and '-'.");
    }
}
