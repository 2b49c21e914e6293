using System.Runtime.InteropServices;

namespace TrafficRouting.Manifests;

/// <summary>Which namespaces have a Service of a name, as far as the documents tell: what the bare name means.</summary>
internal sealed class BareNames
{
    private readonly Dictionary<string, List<(string Namespace, int Mentions)>> _services = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets a number that is another one after a name may have come to mean something else.</summary>
    public int Version { get; private set; }

    /// <summary>Adds the Services that a text mentions.</summary>
    public void Add(ImportUnit unit)
    {
        foreach (var step in unit.Steps)
        {
            foreach (var (service, @namespace) in step.Mentions ?? [])
                Add(service, @namespace);
        }
    }

    /// <summary>Takes them away again.</summary>
    public void Remove(ImportUnit unit)
    {
        foreach (var step in unit.Steps)
        {
            foreach (var (service, @namespace) in step.Mentions ?? [])
                Remove(service, @namespace);
        }
    }

    public void Clear()
    {
        _services.Clear();
        Version++;
    }

    /// <summary>Tells whether the bare name means the Service of a namespace. As DNS has it, the application's own comes first; else only one may have such a Service.</summary>
    public bool Means(ClusterName name, string? ownNamespace)
    {
        if (!_services.TryGetValue(name.Service, out var having))
            return false;
        return Find(having, ownNamespace) >= 0 ? IsSame(name.Namespace, ownNamespace) : having.Count == 1 && IsSame(name.Namespace, having[0].Namespace);
    }

    private void Add(string service, string @namespace)
    {
        ref var having = ref CollectionsMarshal.GetValueRefOrAddDefault(_services, service, out _);
        having ??= new(1);
        if (Find(having, @namespace) is >= 0 and var at)
        {
            having[at] = (having[at].Namespace, having[at].Mentions + 1);
            return;
        }

        having.Add((@namespace, 1));
        Version++;
    }

    private void Remove(string service, string @namespace)
    {
        var having = _services[service];
        var at = Find(having, @namespace);
        having[at] = (having[at].Namespace, having[at].Mentions - 1);
        if (having[at].Mentions > 0)
            return;
        having.RemoveAt(at);
        Version++;
        if (having.Count == 0)
            _services.Remove(service);
    }

    private static int Find(List<(string Namespace, int Mentions)> having, string? @namespace)
    {
        for (var i = 0; i < having.Count; i++)
        {
            if (IsSame(having[i].Namespace, @namespace))
                return i;
        }

        return -1;
    }

    private static bool IsSame(string @namespace, string? other) => @namespace.Equals(other, StringComparison.OrdinalIgnoreCase);
}
