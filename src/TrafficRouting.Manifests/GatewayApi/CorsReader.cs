using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Checks an HTTPCORSFilter, which is the affair of the server that browsers talk to.</summary>
internal static partial class CorsReader
{
    private const string All = "*";
    private const int MaxOfAKind = 64;
    private const int MaxOriginLength = 253;

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", All];

    public static void Check(Fields cors)
    {
        CheckList(cors, "allowOrigins", MaxOfAKind, o => o.Length <= MaxOriginLength && Origin().IsMatch(o), "an origin such as https://example.com or https://*.example.com, or '*'");
        CheckList(cors, "allowMethods", Methods.Length - 1, m => Methods.Contains(m, StringComparer.Ordinal), Words.OneOf(Methods));
        CheckList(cors, "allowHeaders", MaxOfAKind, HeaderModifierReader.IsName, "the name of a header, or '*'");
        CheckList(cors, "exposeHeaders", MaxOfAKind, HeaderModifierReader.IsName, "the name of a header, or '*'", isAllAlone: false);
        _ = cors.Flag("allowCredentials");
        _ = cors.Integer("maxAge", least: 1);
    }

    private static void CheckList(Fields cors, string field, int most, Func<string, bool> isValue, string what, bool isAllAlone = true)
    {
        Limits.Check(cors, field, most);
        var values = cors.Texts(field);
        foreach (var value in values.Where(v => !isValue(v)))
            cors.Error(field, $"'{value}' must be {what}");
        if (isAllAlone && values.Count > 1 && values.Contains(All, StringComparer.Ordinal))
            cors.Error(field, "takes '*' alone");
        if (values.Distinct(StringComparer.Ordinal).Count() < values.Count)
            cors.Error(field, "must name each once");
    }

    [GeneratedRegex(@"^(?:\*|https?://(?:(?:\*\.)?(?:[a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+|\*)(?::[0-9]{1,5})?)$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Origin();
}
