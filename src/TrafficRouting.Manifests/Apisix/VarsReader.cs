namespace TrafficRouting.Manifests;

/// <summary>Reads <c>vars</c>, the expressions of lua-resty-expr, as nested matches.</summary>
internal sealed class VarsReader(Fields owner)
{
    private const int Deepest = 12;

    /// <summary>Reads the field <c>vars</c>; an empty list is always true.</summary>
    public MatchOptions Read() => All(owner.Items("vars"), 0);

    private MatchOptions All(IReadOnlyList<Node> items, int depth)
    {
        // A lone expression may stand without a list around it, and so may a logic one.
        if (items is [ScalarNode, ..])
            return One(items, depth);
        return items is [ListNode only] ? One(only.Items, depth) : And(items, depth);
    }

    private MatchOptions One(IReadOnlyList<Node> items, int depth)
    {
        if (depth > Deepest)
            return Fail($"is nested deeper than {Deepest} levels");
        if (items is [ListNode, ..] or [])
            return All(items, depth + 1);
        if (items[0] is not ScalarNode { Kind: ScalarKind.Text } first)
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
        // A value without an operator is taken in lower case, as text.
        [ScalarNode { Kind: ScalarKind.Text or ScalarKind.Integer or ScalarKind.Number } value] => On(variable, new() { Exact = value.Value.ToLowerInvariant() }),
        [ScalarNode { Value: "!" }, ScalarNode name, var value] => Compare(variable, name.Value.ToLowerInvariant(), value, isTurned: true),
        [ScalarNode name, var value] => Compare(variable, name.Value.ToLowerInvariant(), value, isTurned: false),
        _ => Fail($"the expression on {variable} must be [variable, operator, value] or [variable, \"!\", operator, value]"),
    };

    private MatchOptions Compare(string variable, string name, Node value, bool isTurned)
    {
        if (VarOperator.NeverHolds(name, value))
        {
            owner.Warning("vars", $"the operator {name} on {variable} never holds: a client's variables are strings, {(name is "has" ? "and no string has elements" : "and none is equal to what is in the list")}");
            // Only to report a variable that nobody knows.
            _ = On(variable, new());
            var everything = owner.Locate(new MatchOptions());
            return isTurned ? everything : Not(everything);
        }

        var condition = VarOperator.Read(owner, variable, name, value);
        return condition is null ? new() : On(variable, isTurned ? VarOperator.Not(condition)! : condition);
    }

    private MatchOptions On(string variable, StringConditionOptions condition) =>
        VarField.With(variable, condition, owner) ?? Fail($"the variable {variable} is not known in a client; allowed: {VarField.Known}");

    private MatchOptions Fail(string message)
    {
        owner.Error("vars", message);
        return new();
    }
}
