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

        var isSuffix = pattern.StartsWith("*.", StringComparison.Ordinal);
        var name = isSuffix ? pattern[2..] : pattern;
        if (name.Contains('*', StringComparison.Ordinal) || (isSuffix && IsAddress(name)))
            scope.Error($"{Text.Quote(pattern)} has a wildcard where none may be. Write an exact name, '*.suffix' or '*'.");
        else if (Host(scope, name, port: false))
            CheckIsCalled(scope, isSuffix ? "a." : "", name);
    }

    /// <summary>Checks a host with or without a port, as it is sent.</summary>
    public static void Authority(Scope scope, string authority)
    {
        if (Host(scope, authority, port: true) && IsAddress(authority) && authority[0] != '[')
            scope.Error($"{Text.Quote(authority)} needs brackets as a Host header. Write '[{authority}]'.");
    }

    /// <summary>Checks a host without a port.</summary>
    public static void Host(Scope scope, string host) => Host(scope, host, port: false);

    /// <summary>Warns of a spelling that requests never have, as a condition compares it.</summary>
    public static void CheckSpelling(Scope scope, string host)
    {
        // What stands before an '@' may be a password.
        if (host.Contains('@', StringComparison.Ordinal) || HostName.Called(host) is not { } called)
            scope.Warn("No request has such a host. Write the name alone, without scheme, user name and port.");
        else if (!called.Equals(host, StringComparison.OrdinalIgnoreCase))
            scope.Warn($"Requests to {Text.Quote(host)} have the host '{called}'. Write that.");
    }

    // Uri reads 127.1 as 127.0.0.1, and "loopback" as "localhost".
    private static void CheckIsCalled(Scope scope, string label, string name)
    {
        var called = HostName.Called(label + name);
        if (called is null)
            scope.Error($"{Text.Quote(name)} is not a host that a request can have.");
        else if (!called.Equals(HostName.Normalize(label + name), StringComparison.Ordinal))
            scope.Error($"Requests to {Text.Quote(name)} have the host '{called[label.Length..]}'. Write that.");
    }

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

    private static bool Host(Scope scope, string host, bool port)
    {
        if (IsAddress(host))
            return true;

        // What stands before an '@' may be a password.
        if (host.Contains('@', StringComparison.Ordinal))
            return Reject(scope, "The host holds a user name or password. Write the host alone, and send credentials by a handler of their own.");
        if (host.Contains('/', StringComparison.Ordinal))
            return Reject(scope, $"{Text.Quote(host)} is an address. Write the host alone.");

        var name = host;
        var colon = host.LastIndexOf(':');
        if (colon >= 0 && host[^1] != ']')
        {
            if (!CheckPort(scope, host, host[(colon + 1)..], port))
                return false;
            name = host[..colon];
        }

        return IsAddress(name) || IsName(name) || Reject(scope, $"{Text.Quote(name)} is not a host name.{Punycode(name)}");
    }

    private static bool CheckPort(Scope scope, string host, string text, bool allowed)
    {
        if (!allowed)
            return Reject(scope, $"{Text.Quote(host)} holds a port. Hosts are compared without their port; leave it out.");
        return (Scalars.Port.Parse(text) is { } port && Scalars.Port.Problem(port) is null)
            || Reject(scope, $"{Text.Quote(text)} is not a port. Ports are numbers from 1 to 65,535.");
    }

    private static bool Reject(Scope scope, string message)
    {
        scope.Error(message);
        return false;
    }

    // Without a zone, which is a matter of the machine and never sent.
    private static bool IsAddress(string host) =>
        host.Contains(':', StringComparison.Ordinal)
        && !host.Contains('%', StringComparison.Ordinal)
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
