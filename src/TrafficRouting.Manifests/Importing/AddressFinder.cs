namespace TrafficRouting.Manifests;

/// <summary>
/// Finds what is to be said about the addresses that the documents give: backends without one, and subsets that resolve to
/// the same. Either is moot once configuration gives another.
/// </summary>
internal static class AddressFinder
{
    // What a broken document does not say is not missing; it has an error of its own.
    private const string Unknown = "http://unknown.invalid";

    /// <summary>Finds all.</summary>
    /// <param name="used">The backends.</param>
    /// <param name="backends">The same by their names; one without an address gets one here that a broken document may be to blame for.</param>
    /// <param name="isComplete">Whether all documents that describe hosts could be read.</param>
    /// <param name="clashes">Finds subsets that cannot be told apart.</param>
    public static IEnumerable<AddressFinding> Find(List<UsedBackend> used, IDictionary<string, BackendOptions> backends, bool isComplete, SubsetClashes clashes)
    {
        foreach (var backend in used)
        {
            var (use, name, made) = backend;
            if (made.Unresolved is not { } unresolved)
                continue;
            if (isComplete)
                yield return new(name, made.Options.Address, unresolved.Severity, $"{unresolved.Reason} Add it to the documents, or set {backend.Key}.", use.Position.Location);
            else if (made.Options.Address is null)
                backends[name] = new() { Address = Unknown, PreserveHost = made.Options.PreserveHost };
        }

        foreach (var finding in clashes.Find(used))
            yield return finding;
    }
}
