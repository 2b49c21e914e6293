namespace TrafficRouting.Manifests;

/// <summary>A backend that an import made or took over, and the first use of it.</summary>
internal sealed record UsedBackend(BackendUse Use, string Name, MadeBackend Made)
{
    /// <summary>Gets the key of its address in the section.</summary>
    public string Key => $"Backends:{Name}:Address";

    public AddressFinding Warn(string address, string message) => new(Name, address, FindingSeverity.Warning, message, Use.Position.Location);
}
