namespace TrafficRouting.Manifests;

/// <summary>Reads a TrafficSplit of any version.</summary>
internal sealed class TrafficSplitReader(ImportContext context)
{
    private const string OfQuantities = "v1alpha1";
    private const int MaxWeight = int.MaxValue;

    public TrafficSplit? Read(ManifestDocument document)
    {
        document.Metadata?.RequiredText("name");
        if (document.Spec is not { } spec)
        {
            document.Root.Missing("spec");
            return null;
        }

        var backends = spec.Maps("backends").Select(ReadBackend).OfType<SplitBackend>().ToList();
        if (spec.Items("backends").Count == 0)
            spec.Missing("backends", "needs at least one backend");
        var matches = ReadMatches(spec);
        return spec.RequiredText("service") is { } root ? new(document, SmiNames.FullName(root, document.Namespace, context.Names), backends, matches) : null;
    }

    private SplitBackend? ReadBackend(Fields backend)
    {
        var weight = backend.Document.Version == OfQuantities ? ReadQuantity(backend) : ReadNumber(backend);
        return backend.RequiredText("service") is { } service && weight is { } share
            ? new(backend, SmiNames.FullName(service, backend.Document.Namespace, context.Names), share)
            : null;
    }

    private static decimal? ReadNumber(Fields backend)
    {
        if (!backend.Has("weight"))
            backend.Missing("weight");
        return (decimal?)backend.Number("weight", 0, MaxWeight);
    }

    private static decimal? ReadQuantity(Fields backend)
    {
        if (!backend.Has("weight"))
            backend.Missing("weight");
        if (backend.Scalar("weight") is not { } weight)
            return null;
        if (Quantity.TryParse(weight.Value, out var value))
            return value;
        backend.Error("weight", $"must be a quantity of at least 0 such as 1, 500m or 0.5, not '{weight.Value}'");
        return null;
    }

    private List<MatchOptions>? ReadMatches(Fields spec)
    {
        if (spec.Maps("matches") is not { Count: > 0 } references)
            return null;
        var matches = new List<MatchOptions>();
        foreach (var reference in references)
        {
            reference.Choice("apiGroup", SmiFormat.SpecsGroup);
            reference.Choice("kind", "HTTPRouteGroup");
            if (!reference.Has("kind"))
                reference.Missing("kind");
            if (reference.RequiredText("name") is not { } name)
                continue;
            if (context.Ask(new(TopicKind.RouteGroup, name, spec.Document.Namespace), (spec.Document.Namespace, name), static (c, key) => c.Book<RouteGroupBook>().Find(key.Namespace, key.name)) is { } group)
                matches.AddRange(group);
            else
                reference.Error("name", $"there is no HTTPRouteGroup {spec.Document.Namespace}/{name} in the documents");
        }

        return matches;
    }
}
