using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Reads one of a GRPCRoute's <c>matches</c>. A call is a POST to <c>/{service}/{method}</c>.</summary>
internal static partial class GrpcMatchReader
{
    private const int Longest = 1024;
    private const string Any = "[^/]+";

    /// <summary>Gets the match of a rule that has none: every call.</summary>
    public static GatewayMatch Everything(Fields rule) => new(rule, rule.Locate(new MatchOptions { Path = new() { PathPrefix = "/" } }), MatchRank.OfGrpc(0, 0, 0)) { IsEverything = true };

    public static GatewayMatch Read(Fields match, TrafficManifestOptions options)
    {
        var (conditions, service, method) = (match.Locate(new MatchOptions()), string.Empty, string.Empty);
        if (match.Map("method") is { } called)
        {
            (service, method) = (called.Text("service") ?? string.Empty, called.Text("method") ?? string.Empty);
            if (service.Length + method.Length == 0)
                called.Incomplete("needs service, method or both");
            else
                conditions.Path = called.Choice("type", "Exact", "RegularExpression") is "RegularExpression" ? Pattern(called, service, method) : Exact(called, service, method);
        }

        MatchReader.ReadValues(match, "headers", conditions.Headers);
        return new(match, conditions, MatchRank.OfGrpc(service.Length, method.Length, conditions.Headers.Count)) { IsEverything = conditions is { Path: null, Headers.Count: 0 } };
    }

    private static PathConditionOptions Exact(Fields called, string service, string method)
    {
        if (service.Length > 0 && (service.Length > Longest || !Service().IsMatch(service)))
            called.Error("service", $"'{Words.Short(service, Longest)}' is no full name of a service, such as shop.v1.Cart");
        if (method.Length > 0 && (method.Length > Longest || !Method().IsMatch(method)))
            called.Error("method", $"'{Words.Short(method, Longest)}' is no name of a method, such as Get");
        return (service, method) switch
        {
            (_, "") => new() { Prefix = $"/{service}/" },
            ("", _) => new() { Regex = $"/{Any}/{Regex.Escape(method)}" },
            _ => new() { Exact = $"/{service}/{method}" },
        };
    }

    private static PathConditionOptions? Pattern(Fields called, string service, string method) =>
        Part(called, "service", service) is { } ofService && Part(called, "method", method) is { } ofMethod ? new() { Regex = $"/{ofService}/{ofMethod}" } : null;

    private static string? Part(Fields called, string field, string pattern) =>
        pattern.Length == 0 ? Any : Re2Pattern.Check(called, field, pattern, isAscii: true) is { } translated ? $"(?:{translated})" : null;

    [GeneratedRegex(@"^\.?[A-Za-z_][A-Za-z_0-9]*(?:\.[A-Za-z_][A-Za-z_0-9]*)*$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Service();

    [GeneratedRegex("^[A-Za-z_][A-Za-z_0-9]*$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Method();
}
