namespace TrafficRouting.Manifests;

/// <summary>Reads a RequestHeaderModifier or ResponseHeaderModifier. A header takes one action; of several names for it in one list the first counts.</summary>
internal static class HeaderModifierReader
{
    private const int Most = 16;

    public static HeaderEditOptions Read(Fields modifier)
    {
        var edits = new HeaderEditOptions();
        var edited = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        ReadValues(modifier, "set", edits.Set, edited);
        ReadValues(modifier, "add", edits.Add, edited);
        Limits.Check(modifier, "remove", Most);
        var removed = modifier.Texts("remove");
        if (removed.Distinct(StringComparer.Ordinal).Count() < removed.Count)
            modifier.Error("remove", "must name each header once");
        foreach (var name in removed)
        {
            if (IsFree(modifier, "remove", name, "remove", edited))
                edits.Remove.Add(name);
        }

        return edits;
    }

    public static bool IsName(string name) => name.Length <= 256 && HeaderValidator.IsToken(name);

    private static void ReadValues(Fields modifier, string action, IDictionary<string, string> edits, Dictionary<string, string> edited)
    {
        Limits.Check(modifier, action, Most);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var header in modifier.Maps(action))
        {
            var (name, value) = (header.RequiredText("name"), header.RequiredText("value"));
            if (name is null || value is null)
                continue;
            if (!written.Add(name))
                header.Error("name", $"'{name}' is there twice");
            else if (IsFree(header, "name", name, action, edited))
                edits[name] = value;
        }
    }

    private static bool IsFree(Fields fields, string field, string name, string action, Dictionary<string, string> edited)
    {
        if (!IsName(name) || name.Equals("Host", StringComparison.OrdinalIgnoreCase))
            fields.Error(field, $"'{name.Split(':')[0]}' is not a name of a header that can be edited here");
        else if (HeaderValidator.FollowsFromBody(name))
            fields.Warning(field, $"{name} follows from the body and is not edited here; it is left out");
        else if (edited.TryAdd(name, action))
            return true;
        else if (edited[name] == action)
            fields.Warning(field, $"'{name}' has an action already, which counts; this one is ignored");
        else
            fields.Error(field, $"'{name}' has an action already; one header takes one action");
        return false;
    }
}
