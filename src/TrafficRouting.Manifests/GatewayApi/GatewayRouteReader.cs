using System.Text.RegularExpressions;

namespace TrafficRouting.Manifests;

/// <summary>Reads an HTTPRoute or a GRPCRoute.</summary>
internal sealed partial class GatewayRouteReader(RouteKind kind, ParentReader parents, RuleReader rules)
{
    private const int MaxMatches = 128;

    public GatewayRoute? Read(ManifestDocument document)
    {
        document.Metadata?.RequiredText("name");
        if (document.Spec is not { } spec)
        {
            document.Root.Missing("spec");
            return null;
        }

        var attachments = parents.Read(spec, ReadHostnames(spec));
        var read = ReadRules(spec);
        if (read.Sum(r => r.Matches.Count) > MaxMatches)
            spec.Error("rules", $"takes at most {MaxMatches} matches in all rules together");
        return new(kind, document, attachments, read);
    }

    private List<GatewayRule> ReadRules(Fields spec)
    {
        Limits.Check(spec, "rules", 16);
        if (!spec.Has("rules"))
            return [new(spec, "0", [kind.Everything(spec)], new(), [])];
        if (spec.Items("rules").Count == 0)
            spec.Missing("rules", "needs at least one rule");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var read = spec.Maps("rules").Select(rules.Read).ToList();
        foreach (var rule in read.Where(r => r.Fields.Has("name") && !names.Add(r.Name)))
            rule.Fields.Error("name", $"'{rule.Name}' is the name of another rule already");
        return read;
    }

    private static List<string> ReadHostnames(Fields spec)
    {
        Limits.Check(spec, "hostnames", 16);
        var hostnames = new List<string>();
        foreach (var hostname in spec.Texts("hostnames"))
        {
            if (Hostname().IsMatch(hostname) && !hostname.Split('.').All(l => l.All(char.IsAsciiDigit)))
                hostnames.Add(hostname);
            else
                spec.Error("hostnames", $"'{hostname}' must be a lower-case host name, or one with '*.' before it; neither address nor port");
        }

        return hostnames;
    }

    [GeneratedRegex(@"^(?:\*\.)?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$", RegexOptions.CultureInvariant, -1)]
    private static partial Regex Hostname();
}
