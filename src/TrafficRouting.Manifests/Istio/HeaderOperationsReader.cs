namespace TrafficRouting.Manifests;

/// <summary>Reads <c>headers</c> of a route or a destination.</summary>
internal static class HeaderOperationsReader
{
    public static HeaderOperations Read(Fields owner)
    {
        if (owner.Map("headers") is not { } headers)
            return HeaderOperations.None;
        string? host = null;
        var request = headers.Map("request") is { } requestFields ? Read(requestFields, ref host, isRequest: true) : null;
        var response = headers.Map("response") is { } responseFields ? Read(responseFields, ref host, isRequest: false) : null;
        return new() { Request = request, Response = response, Host = host };
    }

    private static HeaderEditOptions? Read(Fields operations, ref string? host, bool isRequest)
    {
        var edits = new HeaderEditOptions();
        ReadValues(operations, "set", edits.Set, ref host, isRequest);
        ReadValues(operations, "add", edits.Add, ref host, isRequest);
        foreach (var name in operations.Texts("remove"))
        {
            if (!IsName(name))
                operations.Error("remove", $"cannot remove '{name}'; it takes header names other than Host");
            else if (HeaderValidator.FollowsFromBody(name))
                operations.Warning("remove", $"{name} follows from the body and is not edited here; it is left out");
            else
                edits.Remove.Add(name);
        }

        return edits.Set.Count + edits.Add.Count + edits.Remove.Count > 0 ? edits : null;
    }

    private static void ReadValues(Fields operations, string operation, IDictionary<string, string> edits, ref string? host, bool isRequest)
    {
        if (operations.Map(operation) is not { } values)
            return;
        foreach (var name in values.Keys)
        {
            if (values.Text(name) is not { } text || Format(values, name, text) is not { } value)
                continue;
            if (isRequest && IsAuthority(name) && host is not null)
                values.Error(name, $"sets the authority a second time, after '{host}'");
            else if (isRequest && IsAuthority(name))
                host = value;
            else if (!IsName(name))
                values.Error(name, "is no name of a header that can be edited here");
            else if (HeaderValidator.FollowsFromBody(name))
                values.Warning(name, "follows from the body and is not edited here; it is left out");
            else
                edits[name] = value;
        }
    }

    // Envoy reads %…% as something to fill in; %% stands for the sign itself.
    private static string? Format(Fields values, string name, string text)
    {
        if (text.Any(c => char.IsControl(c) && c != '\t'))
        {
            values.Error(name, "holds a control character, such as a line break");
            return null;
        }

        var plain = text.Replace("%%", string.Empty, StringComparison.Ordinal);
        var signs = plain.Count(c => c == '%');
        if (signs == 0)
            return text.Replace("%%", "%", StringComparison.Ordinal);
        if (signs % 2 == 1)
            values.Error(name, "holds a single '%'; write '%%' for the sign itself");
        else
            values.Warning(name, "is left out: only a proxy can fill in what stands between the '%' signs");
        return null;
    }

    private static bool IsAuthority(string name) =>
        name.Equals("Host", StringComparison.OrdinalIgnoreCase) || name.Equals(":authority", StringComparison.OrdinalIgnoreCase);

    private static bool IsName(string name) => !IsAuthority(name) && HeaderValidator.IsToken(name);
}
