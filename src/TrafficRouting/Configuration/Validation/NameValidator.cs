namespace TrafficRouting;

/// <summary>Names of services, routes, backends and endpoints.</summary>
internal static class NameValidator
{
    public static void Check(Scope scope, string name)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            scope.Error($"{Text.Quote(name)} is not a name. Names hold letters, digits, '.', '_' and '-'.");
    }
}
