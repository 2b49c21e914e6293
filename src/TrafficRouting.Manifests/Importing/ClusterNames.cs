namespace TrafficRouting.Manifests;

/// <summary>The rules of host names inside a cluster: <c>service.namespace.svc.domain</c> and its short forms.</summary>
internal sealed class ClusterNames(string domain, string? ownNamespace)
{
    private readonly string _suffix = $".svc.{domain.Trim('.')}";
    private readonly Dictionary<string, SortedSet<string>> _namespaces = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the full name of a Service, and remembers that its namespace has it.</summary>
    public string FullName(string service, string @namespace)
    {
        if (!_namespaces.TryGetValue(service, out var having))
            _namespaces[service] = having = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        having.Add(@namespace);
        return $"{service}.{@namespace}{_suffix}".ToLowerInvariant();
    }

    /// <summary>Completes a host as a document writes it: a name without dots is a Service of the document's namespace.</summary>
    public string Expand(string host, string @namespace)
    {
        var plain = host.TrimEnd('.').ToLowerInvariant();
        if (!plain.Contains('.', StringComparison.Ordinal) && !plain.Contains(':', StringComparison.Ordinal) && plain is not "*")
            return FullName(plain, @namespace);
        return TrySplit(plain, out var service, out var inNamespace) ? FullName(service, inNamespace) : plain;
    }

    /// <summary>Takes a full cluster name apart.</summary>
    public bool TrySplit(string host, out string service, out string @namespace)
    {
        service = @namespace = string.Empty;
        if (!host.EndsWith(_suffix, StringComparison.OrdinalIgnoreCase))
            return false;
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        var end = host.Length - _suffix.Length;
        if (dot <= 0 || dot >= end - 1 || host.AsSpan(dot + 1, end - dot - 1).Contains('.') || host[0] == '*')
            return false;
        (service, @namespace) = (host[..dot], host[(dot + 1)..end]);
        return true;
    }

    /// <summary>Gets the short names a full cluster name also answers to; the bare one only where it is not ambiguous.</summary>
    public IEnumerable<string> AliasesOf(string host)
    {
        if (!TrySplit(host, out var service, out var @namespace))
            yield break;
        yield return $"{service}.{@namespace}";
        yield return $"{service}.{@namespace}.svc";
        if (_namespaces.TryGetValue(service, out var having) && IsMeant(having, @namespace))
            yield return service;
    }

    // As DNS has it, the application's own namespace comes first.
    private bool IsMeant(SortedSet<string> having, string @namespace) =>
        ownNamespace is not null && having.Contains(ownNamespace)
            ? string.Equals(@namespace, ownNamespace, StringComparison.OrdinalIgnoreCase)
            : having.Count == 1;
}
