namespace TrafficRouting.Cli;

/// <summary>What a table does with a request.</summary>
/// <param name="Service">The service called, or null.</param>
/// <param name="Rule">The match taken, or null.</param>
/// <param name="IsAnswered">Whether it is answered with 404, where no match is taken.</param>
internal sealed record Outcome(Service? Service, Rule? Rule, bool IsAnswered)
{
    public static Outcome PassesThrough { get; } = new(Service: null, Rule: null, IsAnswered: false);

    /// <summary>Gets the name of what is taken.</summary>
    public string Name => Rule is not null ? Rule.Route.ToString() : IsAnswered ? $"404 of {Service}" : "no route";

    /// <summary>Gives in turn what is tried for requests to a service.</summary>
    public static IReadOnlyList<Choice<Outcome>> Choices(ServiceTable? table)
    {
        if (table is null)
            return [new(Formula.Always, PassesThrough)];
        var service = table.Service;
        var choices = new List<Choice<Outcome>>();
        if (service.Options.Ports.Count > 0)
            choices.Add(new(Formula.None([Formula.Of(new Clause(service.Options.Ports))]), PassesThrough));
        foreach (var rule in table.Rules)
            choices.Add(new(Formula.Of(rule.Matcher.Options), new(service, rule, IsAnswered: false)));
        choices.Add(new(Formula.Always, service.Options.Unmatched is UnmatchedBehavior.NotFound ? new(service, Rule: null, IsAnswered: true) : PassesThrough));
        return choices;
    }

    public override string ToString() => this switch
    {
        { Rule.Route.Options.Redirect: { } redirect } => $"{Name}: redirected with {Text.Of(redirect.Status)}",
        { Rule.Route.Options.DirectResponse: { } response } => $"{Name}: answered with {Text.Of(response.Status)}",
        { Rule: { } rule } => $"{Name} -> {RouteChanges.Shares(rule.Route)}",
        { IsAnswered: true } => $"no route of {Service}: answered with 404",
        _ => "no route: passes through",
    };
}
