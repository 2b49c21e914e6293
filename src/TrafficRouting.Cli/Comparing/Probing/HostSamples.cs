namespace TrafficRouting.Cli;

/// <summary>Finds hosts of which one stands for every combination of services that a host can lead to.</summary>
internal static class HostSamples
{
    private const string Elsewhere = "elsewhere.example";

    public static IReadOnlyList<string> Of(params IReadOnlyList<TrafficRoutingOptions> tables)
    {
        var services = tables.SelectMany(t => t.Services.Values).Where(s => s.Enabled).ToList();
        var hosts = services.SelectMany(s => s.Hosts).Select(HostName.Normalize).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var suffixes = hosts.Where(h => h.StartsWith("*.", StringComparison.Ordinal)).Select(h => h[1..]).ToList();
        var conditions = services.SelectMany(s => s.Routes.Values).SelectMany(r => r.Matches).SelectMany(m => Formula.Of(m).Clauses)
            .Where(c => c.Field?.Kind is RequestFieldKind.Host).Select(c => c.Condition).ToList();
        var asked = conditions.Count == 0 ? [] : ValueSamples.Of(conditions).ToList();
        return
        [
            .. hosts.Where(h => !h.StartsWith('*'))
                .Concat(suffixes.Select(s => Fresh(s, hosts)))
                .Append(Elsewhere)
                .Concat(asked)
                .Concat(asked.SelectMany(_ => suffixes, (a, s) => a + s))
                .Where(h => h.Length > 0 && HostName.Called(h) == h)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    // A name below the suffix that no other pattern has.
    private static string Fresh(string suffix, List<string> hosts)
    {
        var name = "any" + suffix;
        for (var i = 2; hosts.Contains(name, StringComparer.OrdinalIgnoreCase) || hosts.Exists(h => h.StartsWith('*') && h.Length - 1 > suffix.Length && name.EndsWith(h[1..], StringComparison.OrdinalIgnoreCase)); i++)
            name = $"any{Text.Of(i)}{suffix}";
        return name;
    }
}
