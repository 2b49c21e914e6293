namespace TrafficRouting.Manifests;

/// <summary>Something that texts have in common: some say something of it, others ask for what is said. Names are compared whatever their case.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Space">The namespace of the name, or empty.</param>
internal readonly record struct Topic(TopicKind Kind, string Name, string Space = "")
{
    /// <summary>Gets a value indicating whether it is a host of rules that also go for all hosts beneath it.</summary>
    public bool IsOfHosts => Kind is TopicKind.RouteHost or TopicKind.ApisixHost;

    public bool Equals(Topic other) =>
        Kind == other.Kind && Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase) && Space.Equals(other.Space, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => HashCode.Combine(Kind, Name.GetHashCode(StringComparison.OrdinalIgnoreCase), Space.GetHashCode(StringComparison.OrdinalIgnoreCase));
}
