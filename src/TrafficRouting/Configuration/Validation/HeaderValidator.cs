namespace TrafficRouting;

/// <summary>Names and values of headers, and edits of them. Values are never repeated in messages.</summary>
internal static class HeaderValidator
{
    // RFC 9110, section 5.6.2.
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    public static bool IsToken(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !TokenMarks.Contains(c, StringComparison.Ordinal))
                return false;
        }

        return text.Length > 0;
    }

    /// <summary>Tells whether a header says how the body is sent, which only whoever sends it knows.</summary>
    public static bool FollowsFromBody(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);

    public static void Name(Scope scope, string name)
    {
        // Of a whole line, written in place of its name, the value is left out.
        if (!IsToken(name))
            scope.Error($"{Text.Quote(name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? name[..colon] + ":" : name)} is not a header name. Header names hold letters, digits and !#$%&'*+-.^_`|~.");
    }

    public static void CookieName(Scope scope, string name)
    {
        if (!IsToken(name))
            scope.Error($"{Text.Quote(name)} is not a cookie name. Cookie names hold letters, digits and !#$%&'*+-.^_`|~.");
    }

    public static void RequestEdits(Scope owner, HeaderEditOptions? edits) => Edits(owner, "RequestHeaders", edits, ofRequest: true);

    public static void ResponseEdits(Scope owner, HeaderEditOptions? edits) => Edits(owner, "ResponseHeaders", edits, ofRequest: false);

    private static void Edits(Scope owner, string key, HeaderEditOptions? edits, bool ofRequest)
    {
        if (edits is null)
            return;

        var scope = owner.At(key);
        foreach (var (name, value) in edits.Set)
            Edit(scope.At("Set").At(name), name, value, ofRequest);
        foreach (var (name, value) in edits.Add)
            Edit(scope.At("Add").At(name), name, value, ofRequest);
        for (var i = 0; i < edits.Remove.Count; i++)
            EditedName(scope.At("Remove", edits.Remove, i), edits.Remove[i], ofRequest);
    }

    private static void Edit(Scope scope, string name, string value, bool ofRequest)
    {
        EditedName(scope, name, ofRequest);
        if (value.Any(c => c is '\u007F' or < ' ' and not '\t'))
            scope.Error("The value holds a control character, such as a line break.");
        else if (value.Any(c => c > '\u007F'))
            scope.Error("The value holds a character beyond ASCII, which HttpClient does not send. Encode it.");
    }

    public static void EditedName(Scope scope, string name, bool ofRequest)
    {
        Name(scope, name);
        if (ofRequest && name.Equals("Host", StringComparison.OrdinalIgnoreCase))
            scope.Error("Host is not edited as a header. Set it by the route's Rewrite:Host or the backend's Host, or keep the caller's by the backend's PreserveHost.");
        else if (FollowsFromBody(name))
            scope.Error($"{name} follows from the body and cannot be edited.");
    }
}
