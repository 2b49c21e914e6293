namespace TrafficRouting.Manifests;

/// <summary>Reads an HTTPRewrite.</summary>
internal static class RewriteReader
{
    public static RewriteOptions? Read(Fields? rewrite)
    {
        if (rewrite is null)
            return null;
        var (uri, authority, regex) = (rewrite.Text("uri"), rewrite.Text("authority"), rewrite.Map("uriRegexRewrite"));
        var options = new RewriteOptions { Host = authority is "" ? null : authority };
        if (uri is null or "" && regex is null && options.Host is null)
            rewrite.Incomplete("needs uri, uriRegexRewrite or authority");
        if (uri is not (null or "") && regex is not null)
            rewrite.Error("takes only one of uri and uriRegexRewrite");
        if (uri is not (null or ""))
            options.PathPrefix = uri[0] == '/' ? uri : $"/{uri}";
        if (regex is not null)
            ReadRegex(regex, options);
        return options;
    }

    private static void ReadRegex(Fields regex, RewriteOptions options)
    {
        var (match, replacement) = (regex.RequiredText("match"), regex.RequiredText("rewrite"));
        if (match is null || replacement is null)
            return;
        options.Regex = Re2Pattern.Check(regex, "match", match, isAscii: true);
        options.Replacement = replacement;
    }
}
