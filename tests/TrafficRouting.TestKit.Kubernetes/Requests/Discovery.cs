using System.Text.Json.Nodes;

namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>What a client asks first: which groups, versions and kinds there are.</summary>
internal static class Discovery
{
    public static JsonObject? Answer(string path, IReadOnlyList<ApiResource> resources) => path.Trim('/').Split('/') switch
    {
        ["version"] => new() { ["major"] = "1", ["minor"] = "33", ["gitVersion"] = "v1.33.0" },
        ["api"] => new() { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") },
        ["apis"] => new()
        {
            ["kind"] = "APIGroupList",
            ["apiVersion"] = "v1",
            ["groups"] = new JsonArray([.. Groups(resources).Select(Group)]),
        },
        ["apis", var group] => Groups(resources).FirstOrDefault(g => g.Key == group) is { } known ? Group(known) : null,
        ["api", var version] => Version("", version, resources),
        ["apis", var group, var version] => Version(group, version, resources),
        _ => null,
    };

    private static IEnumerable<IGrouping<string, ApiResource>> Groups(IReadOnlyList<ApiResource> resources) =>
        resources.Where(r => r.Group.Length > 0).GroupBy(r => r.Group, StringComparer.Ordinal);

    private static JsonObject Group(IGrouping<string, ApiResource> group)
    {
        var versions = group.SelectMany(r => r.Versions).Distinct(StringComparer.Ordinal).Select(v => new JsonObject { ["groupVersion"] = $"{group.Key}/{v}", ["version"] = v }).ToList();
        return new()
        {
            ["kind"] = "APIGroup",
            ["apiVersion"] = "v1",
            ["name"] = group.Key,
            ["preferredVersion"] = versions[0].DeepClone(),
            ["versions"] = new JsonArray([.. versions]),
        };
    }

    private static JsonObject? Version(string group, string version, IReadOnlyList<ApiResource> resources)
    {
        var served = resources.Where(r => r.Group == group && r.Versions.Contains(version, StringComparer.Ordinal)).ToList();
        return served.Count == 0 ? null : new()
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = new JsonArray([.. served.Select(Resource)]),
        };
    }

    private static JsonObject Resource(ApiResource resource) => new()
    {
        ["name"] = resource.Plural,
        ["singularName"] = resource.Kind.ToLowerInvariant(),
        ["namespaced"] = resource.IsNamespaced,
        ["kind"] = resource.Kind,
        ["verbs"] = new JsonArray("create", "delete", "get", "list", "patch", "update", "watch"),
    };
}
