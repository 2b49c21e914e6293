using System.Runtime.InteropServices;

namespace TrafficRouting.Manifests;

/// <summary>Which namespaces have a Service of a name, as far as the documents tell: what the bare name means.</summary>
internal sealed class BareNames
{
    private readonly Dictionary<string, Having> _services;
    private readonly string? _own;

    /// <summary>Initializes the names.</summary>
    /// <param name="steps">The steps of the import, which mention Services.</param>
    /// <param name="ownNamespace">The application's namespace, or null.</param>
    /// <param name="capacity">How many there may be.</param>
    public BareNames(List<ImportStep> steps, string? ownNamespace, int capacity)
    {
        _services = new(capacity, StringComparer.OrdinalIgnoreCase);
        _own = ownNamespace;
        foreach (var step in steps)
        {
            if (step.Mentions is null)
                continue;
            foreach (var (service, @namespace) in step.Mentions)
                Add(service, @namespace);
        }
    }

    /// <summary>Tells whether the bare name means the Service of a namespace. As DNS has it, the application's own comes first; else only one may have such a Service.</summary>
    public bool Means(ClusterName name)
    {
        if (!_services.TryGetValue(name.Service, out var having))
            return false;
        return having.IsInOwn ? IsSame(name.Namespace, _own) : !having.IsAmbiguous && IsSame(name.Namespace, having.Namespace);
    }

    private void Add(string service, string @namespace)
    {
        ref var having = ref CollectionsMarshal.GetValueRefOrAddDefault(_services, service, out var exists);
        if (exists && !IsSame(having.Namespace, @namespace))
            having.IsAmbiguous = true;
        having.Namespace = @namespace;
        having.IsInOwn |= IsSame(@namespace, _own);
    }

    private static bool IsSame(string @namespace, string? other) => @namespace.Equals(other, StringComparison.OrdinalIgnoreCase);

    private struct Having
    {
        public string Namespace;
        public bool IsAmbiguous;
        public bool IsInOwn;
    }
}
