namespace TrafficRouting.Manifests;

/// <summary>A backend that a step of an import refers to.</summary>
/// <param name="Identity">What all uses of it have in common.</param>
/// <param name="Wanted">The name it gets unless that is used already.</param>
/// <param name="Otherwise">The name it gets then; a number is put behind it where that is used, too.</param>
/// <param name="Position">Where the use is written.</param>
internal sealed record BackendUse(object Identity, string Wanted, string Otherwise, Position Position)
{
    /// <summary>Gets the name it got.</summary>
    public string Name { get; init; } = Wanted;

    /// <summary>Gets the options; null for a destination, whose backend is made of what is known about its host.</summary>
    public BackendOptions? Options { get; init; }

    /// <summary>Gets the name of the backend whose address it shares, or null.</summary>
    public string? SharesWith => Options?.AddressFrom;
}
