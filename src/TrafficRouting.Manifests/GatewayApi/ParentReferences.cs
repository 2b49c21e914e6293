namespace TrafficRouting.Manifests;

/// <summary>Checks that references to one parent are told apart, by sectionName or port in all of them.</summary>
internal static class ParentReferences
{
    public static void Check(Fields spec)
    {
        foreach (var same in spec.Maps("parentRefs").GroupBy(Parent).Where(g => g.Skip(1).Any()))
        {
            var first = same.First();
            var sections = new HashSet<(string?, int?)>();
            foreach (var parent in same)
            {
                var (section, port) = (parent.Text("sectionName"), parent.Integer("port", 1, 65535));
                var isAlike = string.IsNullOrEmpty(section) == string.IsNullOrEmpty(first.Text("sectionName")) && port is null == first.Integer("port", 1, 65535) is null;
                if (!isAlike || !sections.Add((section, port)))
                    parent.Error("refers to the same parent as another; each must have its own sectionName or port");
            }
        }
    }

    /// <summary>Tells whether one of the parents is another than a Service.</summary>
    public static bool HasGateway(Fields spec) => spec.Maps("parentRefs").Any(p => !IsService(p));

    public static bool IsService(Fields parent) => (parent.Text("group") ?? GatewayApiFormat.Group, parent.Text("kind") ?? "Gateway") is ("", "Service");

    private static (string, string, string?, string?) Parent(Fields parent) => (
        parent.Text("group") ?? GatewayApiFormat.Group,
        parent.Text("kind") ?? "Gateway",
        parent.Text("namespace"),
        parent.Text("name"));
}
