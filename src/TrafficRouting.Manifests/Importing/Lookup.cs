namespace TrafficRouting.Manifests;

/// <summary>Something that a step of an import looked up.</summary>
internal abstract class Lookup
{
    /// <summary>Tells whether the same would be found now.</summary>
    public abstract bool Holds(ImportContext context);
}
