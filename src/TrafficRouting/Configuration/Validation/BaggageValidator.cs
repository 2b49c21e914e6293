namespace TrafficRouting;

/// <summary>Names of items of the baggage, and edits of them. Values are never repeated in messages.</summary>
internal static class BaggageValidator
{
    public static void Name(Scope scope, string name)
    {
        if (!HeaderValidator.IsToken(name))
            scope.Error($"{Text.Quote(name)} is not the name of a baggage item. Such names hold letters, digits and !#$%&'*+-.^_`|~.");
    }

    public static void Edits(Scope owner, BaggageEditOptions? edits)
    {
        if (edits is null)
            return;

        var scope = owner.At("Baggage");
        foreach (var (name, value) in edits.Set)
        {
            var at = scope.At("Set").At(name);
            Name(at, name);
            if (value.Length == 0)
                at.Error("The value is empty. Write one, or take the item out by Remove.");
            if (BaggageValue.UnknownName(value) is { } unknown)
                at.Error($"{Text.Quote(unknown)} is not known. Write {BaggageValue.Backend} or {BaggageValue.Route}.");
        }

        for (var i = 0; i < edits.Remove.Count; i++)
            Name(scope.At("Remove", edits.Remove, i), edits.Remove[i]);
    }
}
