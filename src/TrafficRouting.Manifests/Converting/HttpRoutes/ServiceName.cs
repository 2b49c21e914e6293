namespace TrafficRouting.Manifests;

/// <summary>A Service of the cluster.</summary>
internal sealed record ServiceName(string Name, string Namespace)
{
    private const string Suffix = ".svc";

    /// <summary>Reads a host as a Service's name, <c>reviews</c> or <c>reviews.shop.svc</c> with or without the cluster's domain; null where it is none.</summary>
    public static ServiceName? Of(string host, string @namespace, string domain)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        var end = $".{domain}";
        if (name.EndsWith($"{Suffix}{end}", StringComparison.Ordinal))
            name = name[..^end.Length];
        if (name.EndsWith(Suffix, StringComparison.Ordinal))
            return name[..^Suffix.Length].Split('.') is [var service, var space] && IsLabel(service) && IsLabel(space) ? new(service, space) : null;
        return IsLabel(name) && char.IsAsciiLetter(name[0]) && name is not "localhost" ? new(name, @namespace) : null;
    }

    /// <summary>Tells whether a host is a short form of its name.</summary>
    public bool IsCalled(string host) =>
        host.Equals(Name, StringComparison.OrdinalIgnoreCase) || host.Equals($"{Name}.{Namespace}", StringComparison.OrdinalIgnoreCase) || host.Equals($"{Name}.{Namespace}{Suffix}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes a label of DNS of a name.</summary>
    public static string Label(string name)
    {
        var label = string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return label.Length == 0 || !char.IsAsciiLetter(label[0]) ? $"x-{label}" : label;
    }

    private static bool IsLabel(string text) => text.Length is > 0 and <= 63 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && text[0] != '-' && text[^1] != '-';
}
