namespace TrafficRouting.Cli;

/// <summary>What an address says besides its host.</summary>
internal static class Credentials
{
    /// <summary>Gives user and password, or null where the address has none.</summary>
    public static (string User, string? Password)? Of(Uri address)
    {
        if (address.UserInfo.Length == 0)
            return null;
        var colon = address.UserInfo.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? (Uri.UnescapeDataString(address.UserInfo), null)
            : (Uri.UnescapeDataString(address.UserInfo[..colon]), Uri.UnescapeDataString(address.UserInfo[(colon + 1)..]));
    }

    public static IEnumerable<(string Key, string Value)> Query(Uri address) =>
        from pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let at = pair.IndexOf('=', StringComparison.Ordinal)
        select at < 0 ? (pair, "") : (Uri.UnescapeDataString(pair[..at]), Uri.UnescapeDataString(pair[(at + 1)..]));
}
