namespace TrafficRouting.Manifests;

/// <summary>The rules of host names inside a cluster: <c>service.namespace.svc.domain</c> and its short forms.</summary>
internal sealed class ClusterNames(string domain, ImportContext context)
{
    private readonly string _suffix = $".svc.{domain.Trim('.')}";
    private readonly Dictionary<(string Service, string Namespace), string> _fullNames = [];

    /// <summary>Gets the full name of a Service, and remembers that its namespace has it.</summary>
    public string FullName(string service, string @namespace)
    {
        context.Step.Mention(service, @namespace);
        if (!_fullNames.TryGetValue((service, @namespace), out var name))
            _fullNames[(service, @namespace)] = name = $"{service}.{@namespace}{_suffix}".ToLowerInvariant();
        return name;
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
}
