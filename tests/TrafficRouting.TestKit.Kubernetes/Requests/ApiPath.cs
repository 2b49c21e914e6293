namespace TrafficRouting.TestKit.Kubernetes;

/// <summary>What a path of the API means.</summary>
/// <param name="Group">The group; empty for the core group.</param>
/// <param name="Version">The version.</param>
/// <param name="Namespace">The namespace; null for all.</param>
/// <param name="Plural">The kind's name in paths; null for what a version has.</param>
/// <param name="Name">The object's name; null for all.</param>
internal sealed record ApiPath(string Group, string Version, string? Namespace, string? Plural, string? Name)
{
    /// <summary>Reads a path; null where it is none of a version.</summary>
    public static ApiPath? Parse(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments switch
        {
            ["api", var version, .. var rest] => Of("", version, rest),
            ["apis", var group, var version, .. var rest] => Of(group, version, rest),
            _ => null,
        };
    }

    // What comes behind a name is a part of the object, which is the whole here.
    private static ApiPath? Of(string group, string version, string[] rest) => rest switch
    {
        [] => new(group, version, null, null, null),
        ["namespaces"] => new(group, version, null, "namespaces", null),
        ["namespaces", var name] => new(group, version, null, "namespaces", name),
        ["namespaces", var @namespace, var plural] => new(group, version, @namespace, plural, null),
        ["namespaces", var @namespace, var plural, var name, ..] => new(group, version, @namespace, plural, name),
        [var plural] => new(group, version, null, plural, null),
        [var plural, var name, ..] => new(group, version, null, plural, name),
    };
}
