namespace TrafficRouting.Manifests;

/// <summary>A backend that a step of an import refers to.</summary>
/// <param name="Identity">What all uses of it have in common.</param>
/// <param name="Wanted">The name it gets unless that is used already.</param>
/// <param name="Otherwise">The name it gets then; a number is put behind it where that is used, too.</param>
/// <param name="Position">Where the use is written.</param>
internal sealed record BackendUse(object Identity, string Wanted, string Otherwise, Position Position)
{
    /// <summary>Gets the backend; null for a destination's, which is made of what is known about its host.</summary>
    public MadeBackend? Own { get; init; }

    /// <summary>Gets the name it got.</summary>
    public string Name { get; init; } = Wanted;

    /// <summary>Gets a value indicating whether it answered requests by itself, which whoever uses it may look at.</summary>
    public bool IsAnswering { get; init; }

    /// <summary>Tells whether the use is what it was, by the backends as they are now.</summary>
    public bool Holds(string name, IDictionary<string, BackendOptions> backends) =>
        name == Name
        && backends[name].DirectResponse is not null == IsAnswering
        && (Own?.Options.AddressFrom is not { } shared || backends[shared].PreserveHost == Own.Options.PreserveHost);
}
