using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TrafficRouting;

/// <summary>Hosts: the patterns that services are called by, and the hosts that requests are sent on with.</summary>
internal static class HostValidator
{
    private const int MaxLength = 253;
    private const int MaxLabelLength = 63;

    /// <summary>Checks an exact name, <c>*.suffix</c> or <c>*</c>.</summary>
    public static void Pattern(Scope scope, string pattern)
    {
        if (pattern is "*")
            return;

        var name = pattern.StartsWith("*.", StringComparison.Ordinal) ? pattern[2..] : pattern;
        if (name.Contains('*', StringComparison.Ordinal))
            scope.Error($"{Text.Quote(pattern)} has a wildcard where none may be. Write an exact name, '*.suffix' or '*'.");
        else
            Host(scope, name, port: false);
    }

    /// <summary>Checks a host with or without a port.</summary>
    public static void Authority(Scope scope, string authority) => Host(scope, authority, port: true);

    /// <summary>Checks a host without a port.</summary>
    public static void Host(Scope scope, string host) => Host(scope, host, port: false);

    /// <summary>No two services in use may be called by one host.</summary>
    public static void CheckDuplicates(Scope services, IEnumerable<ServiceFindings> all)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var service in all)
        {
            for (var i = 0; service.Options.Enabled && i < service.Hosts.Length; i++)
            {
                if (owners.TryAdd(service.Hosts[i], service.Name))
                    continue;

                var (host, owner) = (service.Hosts[i], owners[service.Hosts[i]]);
                var scope = services.At(service.Name).At("Hosts", service.Options.Hosts, i);
                if (owner.Equals(service.Name, StringComparison.Ordinal))
                    scope.Warn($"The host {Text.Quote(host)} is listed twice.");
                else
                    scope.Error($"The host {Text.Quote(host)} belongs to the service '{owner}' already. Remove it from one of them.");
            }
        }
    }

    /// <summary>Gives the form in which hosts are compared: lower-case, without final dot and brackets.</summary>
    public static string Normalize(string host)
    {
        var name = host.ToLowerInvariant();
        if (name is ['[', .. var inner, ']'])
            name = inner;
        return name is [.. var rooted, '.'] ? rooted : name;
    }

    private static void Host(Scope scope, string host, bool port)
    {
        if (IsAddress(host))
            return;

        if (host.Contains('@', StringComparison.Ordinal))
        {
            scope.Error("The host holds a user name or password. Write the host alone.");
            return;
        }

        if (host.Contains('/', StringComparison.Ordinal))
        {
            scope.Error($"{Text.Quote(host)} is an address. Write the host alone.");
            return;
        }

        var colon = host.LastIndexOf(':');
        if (colon >= 0 && host[^1] != ']')
        {
            CheckPort(scope, host, host[(colon + 1)..], port);
            host = host[..colon];
            if (IsAddress(host))
                return;
        }

        if (!IsName(host))
            scope.Error($"{Text.Quote(host)} is not a host name.{Punycode(host)}");
    }

    private static void CheckPort(Scope scope, string host, string text, bool allowed)
    {
        if (!allowed)
            scope.Error($"{Text.Quote(host)} holds a port. Hosts are compared without their port; leave it out.");
        else if (Scalars.Port.Parse(text) is not { } port || Scalars.Port.Problem(port) is not null)
            scope.Error($"{Text.Quote(text)} is not a port. Ports are numbers from 1 to 65,535.");
    }

    private static bool IsAddress(string host) =>
        host.Contains(':', StringComparison.Ordinal)
        && (host is ['[', .. var inner, ']']
            ? IPAddress.TryParse(inner, out var address) && address.AddressFamily is AddressFamily.InterNetworkV6
            : host.Count(c => c == ':') > 1 && IPAddress.TryParse(host, out _) && !host.Contains(']', StringComparison.Ordinal));

    private static bool IsName(string host)
    {
        var name = host is [.. var rooted, '.'] ? rooted : host;
        return name.Length is > 0 and <= MaxLength && name.Split('.').All(IsLabel);
    }

    // Underscores are no part of a host name by the book, but Docker and Kubernetes users have them.
    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string Punycode(string host)
    {
        if (host.All(char.IsAscii))
            return " It holds letters, digits, '-' and '.', without scheme and port.";

        try
        {
            return $" Hosts are compared in their ASCII form: write '{new IdnMapping().GetAscii(host)}'.";
        }
        catch (ArgumentException)
        {
            return " Hosts are compared in their ASCII form.";
        }
    }
}
