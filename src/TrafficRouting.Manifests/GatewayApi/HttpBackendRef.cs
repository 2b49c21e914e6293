namespace TrafficRouting.Manifests;

/// <summary>A share of a rule's requests.</summary>
/// <param name="Fields">Where it is written.</param>
/// <param name="Destination">Where it leads, or null when the reference is invalid and its share is answered with 500.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Filters">What is done with its requests alone.</param>
internal sealed record HttpBackendRef(Fields Fields, Destination? Destination, int Weight, HttpRouteFilters Filters)
{
    /// <summary>Gets a value indicating whether its share is answered with 500.</summary>
    public bool IsInvalid => Destination is null || Filters.IsUnresolved;
}
