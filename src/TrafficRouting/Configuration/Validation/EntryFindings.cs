namespace TrafficRouting;

/// <summary>What an entry of the configuration has wrong by itself, whatever the rest holds. Immutable.</summary>
/// <param name="name">Its name.</param>
/// <param name="options">Its options.</param>
/// <param name="own">The findings.</param>
/// <param name="isSound">Whether nothing is null that must not be; otherwise hardly anything else was looked at.</param>
internal class EntryFindings(string name, object? options, OwnFindings own, bool isSound)
{
    private static readonly OwnFindings None = new();

    public string Name { get; } = name;

    /// <summary>Gets the options.</summary>
    public object? Entry => options;

    public OwnFindings Own { get; } = own.IsEmpty ? None : own;

    public bool IsSound { get; } = isSound;

    public static EntryFindings OfBackend(Func<OwnFindings, Scope> section, string name, BackendOptions? backend, SelectionPolicies policies)
    {
        var own = new OwnFindings();
        var scope = section(own).At("Backends").At(name);
        var isSound = BackendOptions.Shape.Check(scope, backend);
        if (isSound)
            BackendValidator.Check(scope, name, backend!, policies);
        return new(name, backend, own, isSound);
    }

    /// <summary>Tells whether looking at these again would find the same.</summary>
    public bool IsOf(string name, object? entry) => !Own.IsOverBudget && ReferenceEquals(entry, options) && name.Equals(Name, StringComparison.Ordinal);
}
