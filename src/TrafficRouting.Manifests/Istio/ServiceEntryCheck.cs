namespace TrafficRouting.Manifests;

/// <summary>Checks what a ServiceEntry's fields ask of each other, as Istio's validation does.</summary>
internal static class ServiceEntryCheck
{
    private static readonly string[] NotForDynamic = ["addresses", "endpoints"];

    private const string OptOut = "networking.istio.io/enable-autoallocate-ip";

    public static void Run(Fields spec, string resolution)
    {
        CheckHosts(spec, resolution);
        CheckPorts(spec, resolution);
        CheckAddresses(spec, resolution);
        IstioNames.CheckExportTo(spec, takesNone: true);
        if (spec.Map("workloadSelector") is { } selector)
            CheckSelector(spec, selector, resolution);
        switch (resolution)
        {
            case "NONE" when spec.IsSound && spec.Items("endpoints").Count > 0:
                spec.Error("endpoints", "needs a resolution other than NONE");
                break;
            case "STATIC":
                CheckEndpoints(spec, IstioNames.IsAddress, "an IP address, because the resolution is STATIC");
                break;
            case "DNS" or "DNS_ROUND_ROBIN":
                CheckByName(spec, resolution);
                break;
            case "DYNAMIC_DNS":
                CheckDynamic(spec);
                break;
        }
    }

    private static void CheckHosts(Fields spec, string resolution)
    {
        foreach (var host in spec.Texts("hosts"))
        {
            if (host is "*")
                spec.Error("hosts", "'*' is not a host; name it, or a wildcard such as *.example.com");
            else if (!IstioNames.IsWildcardDomain(host))
                spec.Error("hosts", $"'{host}' must be a host name, or a wildcard such as *.example.com");
            else if (host is ['*', not '.', ..] && resolution is not "DYNAMIC_DNS")
                spec.Warning("hosts", $"'{host}' has a wildcard for a part of a label, which stands for nothing; write *.example.com");
        }
    }

    private static void CheckPorts(Fields spec, string resolution)
    {
        var (numbers, names) = (new HashSet<int>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var port in spec.Maps("ports"))
        {
            var (name, protocol) = (port.RequiredText("name"), ProtocolOf(port));
            if (port.Integer("number", 1, 65535) is { } number && !numbers.Add(number))
                port.Error("number", $"{number} is the number of another port already");
            if (name is not null && !IstioNames.IsLabel(name))
                port.Error("name", $"must be a label of letters, digits and '-', not '{name}'");
            else if (name is not null && !names.Add(name))
                port.Error("name", $"'{name}' is the name of another port already");
            if (!IstioProtocol.IsKnown(protocol))
                port.Error("protocol", $"must be one of {string.Join(", ", IstioProtocol.All)}, not '{protocol}'");
            if (protocol.ToUpperInvariant() is "" or "TCP" && spec.Items("addresses").Count == 0 && !HasAddressAssigned(spec, resolution))
                port.Warning("protocol", "needs addresses: connections that are not known to be HTTP are told apart by them alone");
        }

        if (resolution is not "NONE" && spec.Items("hosts").Count > 1 && spec.Maps("ports").FirstOrDefault(p => !IsToldApart(ProtocolOf(p))) is { } other)
            other.Error("protocol", "cannot go with several hosts, which only HTTP and TLS tell apart");
    }

    private static void CheckAddresses(Fields spec, string resolution)
    {
        foreach (var address in spec.Texts("addresses").Where(a => !NetworkText.IsNetwork(a)))
            spec.Error("addresses", $"'{address}' must be an address or a network such as 10.0.0.0/8");
        if (resolution is not ("NONE" or "STATIC") && spec.Texts("addresses").Any(a => a.Contains('/', StringComparison.Ordinal)))
            spec.Error("addresses", $"takes networks with the resolutions NONE and STATIC alone, not {resolution}");
    }

    private static void CheckSelector(Fields spec, Fields selector, string resolution)
    {
        IstioNames.CheckSelector(selector, "labels");
        if (spec.Has("endpoints"))
            spec.Error("workloadSelector", "excludes endpoints");
        if (selector.TextMap("labels").Count == 0 && selector.IsSound)
            spec.Warning("workloadSelector", "has no labels, so every WorkloadEntry of the namespace is chosen");
        if (resolution is "NONE")
            spec.Warning("workloadSelector", "should have a resolution other than NONE");
    }

    private static void CheckByName(Fields spec, string resolution)
    {
        var count = spec.Items("endpoints").Count;
        if (count == 0 && spec.IsSound && !spec.Has("workloadSelector") && spec.Texts("hosts").FirstOrDefault(h => h.StartsWith('*')) is { } wildcard)
            spec.Error("hosts", $"'{wildcard}' cannot be looked up; without endpoints the resolution {resolution} needs full names");
        if (resolution is "DNS_ROUND_ROBIN" && count > 1)
            spec.Error("endpoints", "takes at most one entry with the resolution DNS_ROUND_ROBIN");
        CheckEndpoints(spec, a => IstioNames.IsAddress(a) || IstioNames.IsDomain(a), "an IP address or a host name");
        if (spec.Items("addresses").Count > 0 && spec.Items("hosts").Count > 1 && spec.Maps("ports").Any(p => IstioProtocol.IsTcp(ProtocolOf(p))))
            spec.Warning("hosts", "are told apart by addresses alone on a port that is not HTTP, so there should be one");
    }

    private static void CheckDynamic(Fields spec)
    {
        foreach (var host in spec.Texts("hosts").Where(h => !h.StartsWith('*')))
            spec.Error("hosts", $"'{host}' must be a wildcard, because the resolution is DYNAMIC_DNS");
        foreach (var field in NotForDynamic.Where(f => spec.Items(f).Count > 0))
            spec.Error(field, "cannot be set with the resolution DYNAMIC_DNS");
        foreach (var port in spec.Maps("ports").Where(p => ProtocolOf(p).ToUpperInvariant() is not ("HTTP" or "HTTP2" or "GRPC" or "TLS")))
            port.Error("protocol", "must be one of HTTP, HTTP2, GRPC, TLS with the resolution DYNAMIC_DNS");
    }

    private static void CheckEndpoints(Fields spec, Func<string, bool> isAddress, string what)
    {
        var ports = spec.Maps("ports").Select(p => p.Text("name")).ToHashSet(StringComparer.Ordinal);
        var areSound = spec.IsSound && spec.Maps("ports").All(p => p.IsSound);
        foreach (var endpoint in spec.Maps("endpoints"))
        {
            var address = endpoint.Text("address");
            var isSocket = address is not null && address.StartsWith("unix:", StringComparison.Ordinal);
            if (address is not (null or "") && !isSocket && !isAddress(address))
                endpoint.Error("address", $"must be {what}, not '{address}'");
            if (isSocket && ports.Count != 1 && areSound)
                endpoint.Error("address", "is a socket, which takes exactly one port of the entry");
            foreach (var name in (endpoint.Map("ports")?.Keys ?? []).Where(n => areSound && !ports.Contains(n)))
                endpoint.Map("ports")!.Error(name, $"is not the name of a port of the entry{Words.DidYouMean(name, ports.OfType<string>())}");
        }
    }

    private static string ProtocolOf(Fields port) => port.Text("protocol") ?? string.Empty;

    private static bool IsToldApart(string protocol) => IstioProtocol.IsHttp(protocol) || IstioProtocol.IsTls(protocol);

    // Istio gives an entry an address of its own, unless told not to.
    private static bool HasAddressAssigned(Fields spec, string resolution) =>
        resolution is not "NONE" && !(spec.Document.Labels.TryGetValue(OptOut, out var value) && value.Equals("false", StringComparison.OrdinalIgnoreCase));
}
