namespace TrafficRouting.Manifests;

/// <summary>Where texts of documents come from. All of them are accepted together, or none is.</summary>
internal abstract class ManifestInput
{
    /// <summary>Gets what it is called in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Gets a value indicating whether it can change.</summary>
    public virtual bool IsWatched => false;

    /// <summary>Looks what there is now.</summary>
    /// <returns>The texts; the same list as long as nothing changed.</returns>
    public abstract IReadOnlyList<ManifestText> Look();
}
