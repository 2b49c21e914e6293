namespace TrafficRouting;

/// <summary>A place in a request that rules are looked up by: a value of it, or a prefix of its path.</summary>
internal readonly record struct RuleSlot(RequestField Field, ValueTestKind Test)
{
    public static bool TryGet(RequestField field, ValueTestKind test, out RuleSlot slot)
    {
        // Names of headers are the same in any case.
        slot = new RuleSlot(field.Kind == RequestFieldKind.Header ? field with { Name = field.Name.ToLowerInvariant() } : field, test);
        return test == ValueTestKind.Exact
            || (field.Kind == RequestFieldKind.Path && test is ValueTestKind.Segments or ValueTestKind.Prefix);
    }
}
