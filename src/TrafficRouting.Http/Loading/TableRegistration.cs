using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Http;

/// <summary>A route table of the container.</summary>
/// <param name="name">Its name; empty for the one without.</param>
internal sealed class TableRegistration(string name)
{
    public string Name => name;

    /// <summary>Gets or sets the section that is laid over the table's sources; null for none.</summary>
    public IConfigurationSection? Section { get; set; }
}
