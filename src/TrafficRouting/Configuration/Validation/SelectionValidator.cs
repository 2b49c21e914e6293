namespace TrafficRouting;

/// <summary>Names of selection policies.</summary>
internal static class SelectionValidator
{
    public static void Check(Scope owner, string name, SelectionPolicies policies)
    {
        if (policies.Knows(name))
            return;

        var suggestion = Suggestion.For(name, policies.Names);
        owner.At("Selection").Error($"There is no selection policy {Text.Quote(name)}.{(suggestion.Length > 0 ? suggestion : $" Known: {string.Join(", ", policies.Names)}. Register others with AddSelectionPolicy.")}");
    }
}
