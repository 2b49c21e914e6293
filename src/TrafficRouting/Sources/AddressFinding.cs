namespace TrafficRouting;

/// <summary>Something about the address that a source gives a backend. It is moot once what lies over the source gives the backend another.</summary>
/// <param name="Backend">The name of the backend.</param>
/// <param name="Address">The address that the source gives it; null for none.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Location">Where the backend is written.</param>
internal sealed record AddressFinding(string Backend, string? Address, FindingSeverity Severity, string Message, SourceLocation Location)
{
    /// <summary>Gives the finding, or null when it is moot.</summary>
    /// <param name="merged">The options that are to be in force.</param>
    /// <param name="section">The path of the section.</param>
    public Finding? In(TrafficRoutingOptions merged, string section)
    {
        var isOpen = merged.Backends.TryGetValue(Backend, out var backend)
            && backend is { Redirect: null, AddressFrom: null, Endpoints.Count: 0 }
            // A warning says that it answers by itself for want of an address.
            && (backend.DirectResponse is null || Severity is FindingSeverity.Warning)
            && string.Equals(backend.Address, Address, StringComparison.Ordinal);
        return isOpen ? new(Severity, $"{section}:Backends:{Backend}:Address", Message, Location) : null;
    }
}
