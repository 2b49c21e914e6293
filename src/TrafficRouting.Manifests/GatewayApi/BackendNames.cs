namespace TrafficRouting.Manifests;

/// <summary>
/// Makes the backends of backendRefs. One with filters of its own has a backend of its own, which all routes share that the rule
/// becomes part by part and host by host, so that its sessions go on from one to the other.
/// </summary>
internal sealed class BackendNames(ImportContext context)
{
    private const int Failed = 500;

    // Answers the share of a reference that leads nowhere.
    private const string Invalid = "invalid-backend-ref";

    /// <summary>Gets the name of a reference's backend, made on first use.</summary>
    /// <param name="backend">The reference.</param>
    /// <param name="isOnly">Whether its rule has no other.</param>
    /// <param name="title">What a backend of its own is named after.</param>
    public string Of(HttpBackendRef backend, bool isOnly, string title)
    {
        var own = backend.Filters;
        if (backend.IsInvalid)
        {
            return context.Addresses.Share(Invalid, Invalid, new() { DirectResponse = new() { Status = Failed } }, backend.Fields);
        }

        if (own.Redirect is not null)
        {
            return context.Addresses.Share(backend, title, new() { Redirect = own.Redirect, ResponseHeaders = own.ResponseHeaders }, backend.Fields);
        }

        var name = context.Addresses.BackendFor(backend.Destination!, backend.Fields);
        // What is copied of one among several is known by its name.
        if (own is { RequestHeaders: null, ResponseHeaders: null, Rewrite: null } && (isOnly || own.Mirrors.Count == 0))
            return name;
        var edits = new BackendOptions { RequestHeaders = own.RequestHeaders, ResponseHeaders = own.ResponseHeaders, Rewrite = own.Rewrite };
        return context.Addresses.VariantOf(name, title, edits, backend.Fields, backend);
    }
}
