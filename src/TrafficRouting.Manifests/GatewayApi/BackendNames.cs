namespace TrafficRouting.Manifests;

/// <summary>
/// Makes the backends of backendRefs. One with filters of its own has a backend of its own, which all routes share that the rule
/// becomes part by part and host by host, so that its sessions go on from one to the other.
/// </summary>
internal sealed class BackendNames(ImportContext context)
{
    // Answers the share of a reference without a target.
    private const string Invalid = "invalid-backend-ref";

    /// <summary>Gets the name of a reference's backend, made on first use.</summary>
    /// <param name="backend">The reference.</param>
    /// <param name="isOnly">Whether its rule has no other.</param>
    /// <param name="title">What a backend of its own is named after.</param>
    /// <param name="placed">The match that leads to it.</param>
    public string Of(GatewayBackendRef backend, bool isOnly, string title, PlacedMatch placed)
    {
        var own = backend.Filters;
        if (backend.IsInvalid(placed.Attachment.IsMesh))
        {
            var (status, name) = (placed.Route.Kind.Failed, placed.Route.Kind == RouteKind.Http ? Invalid : $"{Invalid}-grpc");
            return context.Addresses.Share(name, name, new() { DirectResponse = new() { Status = status } }, backend.Fields);
        }

        if (own.Redirect is not null)
        {
            return context.Addresses.Share(backend, title, new() { Redirect = own.Redirect, ResponseHeaders = own.ResponseHeaders }, backend.Fields);
        }

        var plain = context.Addresses.BackendFor(backend.Target!.Destination, backend.Fields);
        // What is copied of one among several is known by its name.
        if (own is { RequestHeaders: null, ResponseHeaders: null, Rewrite: null } && (isOnly || own.Mirrors.Count == 0))
            return plain;
        var edits = new BackendOptions { RequestHeaders = own.RequestHeaders, ResponseHeaders = own.ResponseHeaders, Rewrite = own.Rewrite };
        return context.Addresses.VariantOf(plain, title, edits, backend.Fields, backend);
    }
}
