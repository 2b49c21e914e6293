namespace TrafficRouting;

/// <summary>Names of services, routes, backends, endpoints and tables.</summary>
internal static class NameValidator
{
    public static bool IsValid(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
                return false;
        }

        return name.Length > 0;
    }

    public static void Check(Scope scope, string name)
    {
        if (!IsValid(name))
            scope.Error($"{Text.Quote(name)} is not a name. Names hold letters, digits, '.', '_' and '-'.");
    }
}
