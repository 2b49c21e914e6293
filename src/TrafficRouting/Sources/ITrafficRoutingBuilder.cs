namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures one route table: where it is read from, who observes it, what belongs to it.</summary>
public interface ITrafficRoutingBuilder
{
    /// <summary>Gets the name of the table; empty for the one without a name.</summary>
    string Name { get; }

    /// <summary>Gets the services.</summary>
    IServiceCollection Services { get; }
}
