using System.Text.Json.Nodes;

namespace TrafficRouting.Manifests;

/// <summary>Writes routing as HTTPRoutes of the Gateway API, as far as these can say it.</summary>
internal sealed class HttpRouteConversion
{
    private const int MaxRules = 16;

    private readonly HttpRouteTarget _target;
    private readonly Unsaid _unsaid;
    private readonly Dictionary<JsonNode, string> _comments = new(ReferenceEqualityComparer.Instance);
    private readonly List<JsonObject> _documents = [];
    private readonly HashSet<ServiceName> _names = [];

    private HttpRouteConversion(HttpRouteTarget target, Func<string, object, SourceLocation?> locationOf) => (_target, _unsaid) = (target, new(locationOf));

    /// <summary>Writes valid routing.</summary>
    /// <param name="options">The routing.</param>
    /// <param name="target">Where the routes are to stand.</param>
    /// <param name="locationOf">Gives where an entry at a path is written, or null.</param>
    /// <param name="others">What other packages have in the section, by key.</param>
    /// <returns>The documents in YAML, and what they do not say.</returns>
    public static (string Yaml, IReadOnlyList<Finding> Unsaid) Write(TrafficRoutingOptions options, HttpRouteTarget target, Func<string, object, SourceLocation?> locationOf, JsonObject? others = null)
    {
        var conversion = new HttpRouteConversion(target, locationOf);
        conversion.Convert(options);
        foreach (var (key, _) in others ?? [])
            conversion._unsaid.Add(key, options, "HTTPRoute has nothing for it; it is left out.");
        return (new YamlWriter(conversion._comments).Write(conversion._documents), conversion._unsaid.Found);
    }

    private void Convert(TrafficRoutingOptions options)
    {
        _unsaid.AddKeys("", TrafficRoutingOptions.Shape, options, ["Backends", "Services"]);
        NoteSwitchedOff(options);
        var places = new Places(options, _target, _unsaid);
        foreach (var table in RouteTable.Compile(options).Tables)
            Convert(table, places);
        _documents.AddRange(places.Documents);
    }

    private void NoteSwitchedOff(TrafficRoutingOptions options)
    {
        foreach (var (name, service) in options.Services)
        {
            if (!service.Enabled)
                _unsaid.Add($"Services:{name}", service, "It is switched off, and left out.");
            foreach (var (route, off) in service.Routes.Where(r => service.Enabled && !r.Value.Enabled))
                _unsaid.Add($"Services:{name}:Routes:{route}", off, "It is switched off, and left out.");
        }
    }

    private void Convert(ServiceTable table, Places places)
    {
        var (service, path) = (table.Service.Options, $"Services:{table.Service.Name}");
        _unsaid.AddKeys(path, ServiceOptions.Shape, service, ["Enabled", "Hosts", "Ports", "Unmatched", "Routes"]);
        var matches = DraftedMatches.Of(table, _unsaid);
        if (matches.Count == 0)
        {
            _unsaid.Add(path, service, "Nothing of it can be said; it is left out.");
            return;
        }

        var parents = RouteParents.Of(service, _target);
        foreach (var parent in parents.Services)
            AddRoute(table, matches, places, parent, [.. Ports(service, new() { ["group"] = "", ["kind"] = "Service", ["name"] = parent.Name })], []);
        if (parents.Hostnames.Count > 0 && _target.Gateway is not null)
            AddRoute(table, matches, places, new(ServiceName.Label(table.Service.Name), _target.Namespace), [.. Ports(service, RouteParents.OfGateway(_target))], parents.Hostnames);
        else if (parents.Hostnames.Count > 0)
            _unsaid.Add($"{path}:Hosts", service, $"{string.Join(", ", parents.Hostnames)}: no Service of the cluster has this name; say which Gateway is called by it.");
        foreach (var host in parents.Unsaid)
            _unsaid.Add($"{path}:Hosts", service, $"'{host}' is no name that an HTTPRoute takes; it is left out.");
    }

    // One for each port that the routes are for.
    private static IEnumerable<JsonNode> Ports(ServiceOptions service, JsonObject parent) => service.Ports.Count == 0
        ? [parent]
        : service.Ports.Select(p =>
        {
            var own = (JsonObject)parent.DeepClone();
            own["port"] = p;
            return own;
        });

    private void AddRoute(ServiceTable table, IReadOnlyList<DraftedMatch> matches, Places places, ServiceName name, JsonArray parents, IReadOnlyList<string> hostnames)
    {
        var (service, path) = (table.Service.Options, $"Services:{table.Service.Name}");
        var rules = new RuleWriter(places, _unsaid, _comments).Write(matches, name.Namespace);
        if (rules.Count > MaxRules)
            _unsaid.Add(path, service, $"An HTTPRoute takes at most {MaxRules} rules; divide it by hand.");
        if (service.Unmatched is UnmatchedBehavior.PassThrough && !matches.Any(m => m.Draft.IsEverything))
            AddRest(rules, service, path, hostnames.Count == 0 ? name : null);
        var spec = new JsonObject { ["parentRefs"] = parents };
        if (hostnames.Count > 0)
            spec["hostnames"] = new JsonArray([.. hostnames.Select(h => (JsonNode)h)]);
        spec["rules"] = rules;
        var own = name;
        for (var i = 2; !_names.Add(own); i++)
            own = name with { Name = $"{name.Name}-{Text.Of(i)}" };
        var document = new JsonObject { ["apiVersion"] = "gateway.networking.k8s.io/v1", ["kind"] = "HTTPRoute", ["metadata"] = ServiceDocuments.Metadata(own), ["spec"] = spec };
        if (_unsaid.LocationOf(path, service) is { Line: > 0 } location)
            _comments[document] = (location with { Column = 0 }).ToString();
        _documents.Add(document);
    }

    // Requests to a Service that no rule takes are answered with 404, unless they are sent to it aloud.
    private void AddRest(JsonArray rules, ServiceOptions service, string path, ServiceName? own)
    {
        if (own is not null && service.Ports.Count == 1)
            rules.Add((JsonNode)new JsonObject { ["name"] = "unmatched", ["backendRefs"] = new JsonArray(new JsonObject { ["name"] = own.Name, ["port"] = service.Ports[0] }) });
        else
            _unsaid.Add($"{path}:Unmatched", service, "Requests that no route matches pass through here; an HTTPRoute answers them with 404.");
    }
}
