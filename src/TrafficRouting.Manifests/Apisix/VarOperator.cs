using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Makes conditions of an expression's operator and value.</summary>
internal static class VarOperator
{
    private const string Known = "==, ~=, >, >=, <, <=, ~~, ~*, in, has and ipmatch";

    /// <summary>Reads a condition, or reports why there is none.</summary>
    public static StringConditionOptions? Read(Fields owner, string variable, string name, Node value)
    {
        var condition = name switch
        {
            "==" => Equal(value),
            "~=" => Not(Equal(value)),
            ">" => NumberOf(value) is { } number ? new() { GreaterThan = number } : null,
            "<" => NumberOf(value) is { } number ? new() { LessThan = number } : null,
            // The next number below or above makes a bound that holds the number itself.
            ">=" => NumberOf(value) is { } number ? new() { GreaterThan = Math.BitDecrement(number) } : null,
            "<=" => NumberOf(value) is { } number ? new() { LessThan = Math.BitIncrement(number) } : null,
            "~~" => Pattern(owner, value, ignoreCase: false),
            "~*" => Pattern(owner, value, ignoreCase: true),
            "in" => OneOf(value),
            "ipmatch" => InNetwork(value),
            _ => null,
        };
        if (condition is null && name is not ("==" or "~=" or ">" or "<" or ">=" or "<=" or "~~" or "~*" or "ipmatch"))
            owner.Error("vars", $"'{name}' on {variable} is no operator; allowed: {Known}");
        else if (condition is null)
            owner.Error("vars", $"the operator {name} on {variable} cannot be given {value.Shape}; == and ~= take a string or a number, < and > a number, ~~ and ~* a pattern, ipmatch addresses and networks such as 10.0.0.0/8");
        return condition;
    }

    /// <summary>Tells whether a comparison fails whatever a string is: <c>has</c> asks for a list, and no string is in a list without strings.</summary>
    public static bool NeverHolds(string name, Node value) => name is "has" || (name is "in" && OneOf(value) is null);

    public static StringConditionOptions? Not(StringConditionOptions? condition)
    {
        if (condition is not null)
            condition.Not = !condition.Not;
        return condition;
    }

    // With a number, the variable is compared as one.
    private static StringConditionOptions? Equal(Node value) => value switch
    {
        ScalarNode { Kind: ScalarKind.Text } text => new() { Exact = text.Value },
        ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Number } when NumberOf(value) is { } number =>
            new() { GreaterThan = Math.BitDecrement(number), LessThan = Math.BitIncrement(number) },
        _ => null,
    };

    private static double? NumberOf(Node value) =>
        value is ScalarNode scalar && double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    // The pattern may be found anywhere.
    private static StringConditionOptions? Pattern(Fields owner, Node value, bool ignoreCase) =>
        value is ScalarNode { Kind: ScalarKind.Text } text && Re2Pattern.CheckPcre(owner, "vars", text.Value, ignoreCase) is { } pattern
            ? new() { Regex = $@"[\s\S]*(?:{pattern})[\s\S]*" }
            : null;

    private static StringConditionOptions? InNetwork(Node value)
    {
        var condition = new StringConditionOptions();
        foreach (var network in value is ListNode list ? list.Items : [value])
        {
            if (network is not ScalarNode { Kind: ScalarKind.Text, Value: var text } || !NetworkText.IsNetwork(text))
                return null;
            condition.InNetwork.Add(text);
        }

        return condition.InNetwork.Count == 0 ? null : condition;
    }

    // A variable is a string, so a number in the list is equal to none.
    private static StringConditionOptions? OneOf(Node value)
    {
        var condition = new StringConditionOptions();
        foreach (var text in ((value as ListNode)?.Items ?? []).OfType<ScalarNode>().Where(s => s.Kind == ScalarKind.Text))
            condition.In.Add(text.Value);
        return condition.In.Count == 0 ? null : condition;
    }
}
