namespace TrafficRouting.Manifests;

/// <summary>Reads <c>vars</c>, the expressions of lua-resty-expr, as nested matches.</summary>
internal sealed class VarsReader(Fields owner)
{
    private const int Deepest = 12;

    /// <summary>Reads the field <c>vars</c>; an empty list is always true.</summary>
    public MatchOptions Read() => owner.Items("vars") switch
    {
        [] => owner.Locate(new MatchOptions()),
        [ScalarNode { Value: var first }, ..] when !IsLogic(first) => Fail("must be a list of expressions, each in brackets of its own"),
        var items => One(items, 0),
    };

    private MatchOptions One(IReadOnlyList<Node> items, int depth)
    {
        if (depth > Deepest)
            return Fail($"is nested deeper than {Deepest} levels");
        if (items is [ListNode only])
            return One(only.Items, depth + 1);
        if (items is [ListNode, ..])
            return And(items, depth);
        if (items is not [ScalarNode { Kind: ScalarKind.Text } first, ..])
            return Fail("has an expression that begins with neither a variable nor AND, OR, !AND and !OR");
        var operands = items.Skip(1).ToList();
        return first.Value.ToUpperInvariant() switch
        {
            "AND" or "OR" or "!AND" or "!OR" when operands.Count < 2 => Fail($"{first.Value} takes at least two expressions"),
            "AND" => And(operands, depth),
            "OR" => Or(operands, depth),
            "!AND" => Not(And(operands, depth)),
            "!OR" => Not(Or(operands, depth)),
            _ => Expression(first.Value, operands),
        };
    }

    private MatchOptions And(IReadOnlyList<Node> operands, int depth)
    {
        var match = owner.Locate(new MatchOptions());
        foreach (var operand in operands)
            match.AllOf.Add(Operand(operand, depth));
        return match;
    }

    private MatchOptions Or(IReadOnlyList<Node> operands, int depth)
    {
        var match = owner.Locate(new MatchOptions());
        foreach (var operand in operands)
            match.AnyOf.Add(Operand(operand, depth));
        return match;
    }

    private MatchOptions Operand(Node operand, int depth) =>
        operand is ListNode list ? One(list.Items, depth + 1) : Fail($"has {operand.Shape} where an expression belongs");

    private static MatchOptions Not(MatchOptions inner)
    {
        var match = new MatchOptions();
        match.NoneOf.Add(inner);
        return match;
    }

    private MatchOptions Expression(string variable, List<Node> rest) => rest switch
    {
        // An operator without a value compares with nothing.
        [ScalarNode { Kind: ScalarKind.Text } name] when VarOperator.IsKnown(name.Value) => Compare(variable, name.Value.ToLowerInvariant(), value: null, isTurned: false),
        // A value without an operator is taken in lower case, as text.
        [ScalarNode { Kind: ScalarKind.Text or ScalarKind.Integer or ScalarKind.Number } value] => On(variable, new() { Exact = value.Value.ToLowerInvariant() }),
        [ScalarNode { Value: "!" }, ScalarNode name, var value] => Compare(variable, name.Value.ToLowerInvariant(), value, isTurned: true),
        [ScalarNode name, var value] => Compare(variable, name.Value.ToLowerInvariant(), value, isTurned: false),
        _ => Fail($"the expression on {variable} must be [variable, operator, value] or [variable, \"!\", operator, value]"),
    };

    private MatchOptions Compare(string variable, string name, Node? value, bool isTurned)
    {
        if (name is "~=")
            return Compare(variable, "==", value, !isTurned);
        var given = value is ScalarNode { Kind: ScalarKind.Null } ? null : value;
        if (VarOperator.NeverHolds(name, given) is { } why)
        {
            owner.Warning("vars", $"the operator {name} on {variable} never holds: {why}");
            // Only to report a variable that nobody knows.
            _ = On(variable, new());
            var everything = owner.Locate(new MatchOptions());
            return isTurned ? everything : Not(everything);
        }

        var condition = VarOperator.Read(owner, variable, name, given);
        return condition is null ? new() : On(variable, isTurned ? VarOperator.Not(condition)! : condition);
    }

    private MatchOptions On(string variable, StringConditionOptions condition) =>
        VarField.With(variable, condition, owner)
        ?? Fail(variable.StartsWith("post_arg", StringComparison.Ordinal) || variable.StartsWith("graphql_", StringComparison.Ordinal)
            ? $"the variable {variable} is in the request's body, which is not read here, lest it be read twice; allowed: {VarField.Known}"
            : $"the variable {variable} is not known in a client; allowed: {VarField.Known}");

    private static bool IsLogic(string text) => text.ToUpperInvariant() is "AND" or "OR" or "!AND" or "!OR";

    private MatchOptions Fail(string message)
    {
        owner.Error("vars", message);
        return new();
    }
}
