using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Makes conditions of an expression's operator and value.</summary>
internal static class VarOperator
{
    private static readonly string[] Names = ["==", "~=", ">", ">=", "<", "<=", "~~", "~*", "in", "has", "ipmatch"];

    private const string Known = "==, ~=, >, >=, <, <=, ~~, ~*, in, has and ipmatch";

    public static bool IsKnown(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a condition, or reports why there is none.</summary>
    /// <param name="owner">Where it is written.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="name">The operator, but ~=, which is == turned round.</param>
    /// <param name="value">What the variable is compared with, or null for nothing.</param>
    public static StringConditionOptions? Read(Fields owner, string variable, string name, Node? value)
    {
        var condition = name switch
        {
            "==" => Equal(value),
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
        if (condition is null && !IsKnown(name))
            owner.Error("vars", $"'{name}' on {variable} is no operator; allowed: {Known}");
        else if (condition is null)
            owner.Error("vars", $"the operator {name} on {variable} cannot be given {value?.Shape ?? "nothing"}; ~~ and ~* take a pattern, ipmatch addresses and networks such as 10.0.0.0/8");
        return condition;
    }

    /// <summary>Tells why a comparison fails whatever the variable is, or null where it can hold.</summary>
    public static string? NeverHolds(string name, Node? value) => name switch
    {
        "has" => "a client's variables are strings, and no string has elements",
        "in" when OneOf(value) is null => "a client's variables are strings, and none is equal to what is in the list",
        ">" or ">=" or "<" or "<=" when NumberOf(value) is null => "what the variable is compared with is not a number",
        "==" when value is not null && Equal(value) is null => "a client's variables are strings, and no string is equal to that",
        _ => null,
    };

    public static StringConditionOptions? Not(StringConditionOptions? condition)
    {
        if (condition is not null)
            condition.Not = !condition.Not;
        return condition;
    }

    // With a number, the variable is compared as one; only a missing variable is equal to nothing.
    private static StringConditionOptions? Equal(Node? value) => value switch
    {
        null => new() { Present = true, Not = true },
        ScalarNode { Kind: ScalarKind.Text } text => new() { Exact = text.Value },
        ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Number } when NumberOf(value) is { } number =>
            new() { GreaterThan = Math.BitDecrement(number), LessThan = Math.BitIncrement(number) },
        _ => null,
    };

    // Hexadecimal ones too, as Lua's tonumber reads them.
    private static double? NumberOf(Node? value) => value switch
    {
        ScalarNode { Kind: ScalarKind.Boolean } => null,
        ScalarNode { Value: ['0', 'x' or 'X', .. var digits] } => ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) ? bits : null,
        ScalarNode scalar when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };

    // The pattern may be found anywhere.
    private static StringConditionOptions? Pattern(Fields owner, Node? value, bool ignoreCase) =>
        value is ScalarNode { Kind: ScalarKind.Text or ScalarKind.Integer or ScalarKind.Number } text && Re2Pattern.CheckPcre(owner, "vars", text.Value, ignoreCase) is { } pattern
            ? new() { Regex = $@"[\s\S]*(?:{pattern})[\s\S]*" }
            : null;

    private static StringConditionOptions? InNetwork(Node? value)
    {
        var condition = new StringConditionOptions();
        foreach (var network in value is ListNode list ? list.Items : value is null ? [] : [value])
        {
            if (network is not ScalarNode { Kind: ScalarKind.Text, Value: var text } || !NetworkText.IsNetwork(text))
                return null;
            condition.InNetwork.Add(text);
        }

        return condition.InNetwork.Count == 0 ? null : condition;
    }

    // A variable is a string, so a number in the list is equal to none.
    private static StringConditionOptions? OneOf(Node? value)
    {
        var condition = new StringConditionOptions();
        foreach (var text in ((value as ListNode)?.Items ?? []).OfType<ScalarNode>().Where(s => s.Kind == ScalarKind.Text))
            condition.In.Add(text.Value);
        return condition.In.Count == 0 ? null : condition;
    }
}
