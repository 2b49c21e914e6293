using System.Globalization;

namespace TrafficRouting.Manifests.Tests.Oracles;

/// <summary>An expression of lua-resty-expr, with an evaluation that follows its source line by line.</summary>
internal abstract record RandomExpression
{
    private static readonly string[] Variables = ["arg_a", "arg_b", "http_x_y", "cookie_c"];
    private static readonly string[] Operators = ["==", "~=", ">", ">=", "<", "<=", "~~", "in"];
    private static readonly string[] Logic = ["AND", "OR", "!AND", "!OR"];
    private static readonly object[] Values = ["1", "2", "x", 1d, 2d, "0x1"];

    public static RandomExpression From(Random random, int depth)
    {
        if (depth > 0 && random.Next(2) == 0)
            return new Combined(Logic[random.Next(4)], [.. Enumerable.Range(0, random.Next(2, 4)).Select(_ => From(random, depth - 1))]);
        var name = Operators[random.Next(Operators.Length)];
        object? value = name switch
        {
            "in" => Values.Where(_ => random.Next(2) == 0).ToList(),
            "~~" => random.Next(2) == 0 ? "^1" : "x|2",
            _ => random.Next(8) == 0 ? null : Values[random.Next(Values.Length)],
        };
        return new Compared(Variables[random.Next(4)], name, value, random.Next(4) == 0);
    }

    public abstract bool Eval(IReadOnlyDictionary<string, string> variables);

    public abstract string ToJson();

    private sealed record Combined(string Name, IReadOnlyList<RandomExpression> Operands) : RandomExpression
    {
        public override bool Eval(IReadOnlyDictionary<string, string> variables) => Name switch
        {
            "AND" => Operands.All(o => o.Eval(variables)),
            "OR" => Operands.Any(o => o.Eval(variables)),
            "!AND" => !Operands.All(o => o.Eval(variables)),
            _ => !Operands.Any(o => o.Eval(variables)),
        };

        public override string ToJson() => $"[\"{Name}\", {string.Join(", ", Operands.Select(o => o.ToJson()))}]";
    }

    private sealed record Compared(string Variable, string Name, object? Value, bool IsTurned) : RandomExpression
    {
        public override bool Eval(IReadOnlyDictionary<string, string> variables) => Holds(variables.GetValueOrDefault(Variable)) != IsTurned;

        public override string ToJson() => $"[\"{Variable}\", {(IsTurned ? "\"!\", " : "")}\"{Name}\", {Json(Value)}]";

        private static string Json(object? value) => value switch
        {
            null => "null",
            string text => $"\"{text}\"",
            double number => number.ToString(CultureInfo.InvariantCulture),
            _ => $"[{string.Join(", ", ((List<object>)value).Select(Json))}]",
        };

        private static double? Number(object? value) => value switch
        {
            double number => number,
            "0x1" => 1,
            string text when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

        private bool Holds(string? left) => Name switch
        {
            "==" => Value is double right ? Number(left) == right : left == (string?)Value,
            "~=" => Value is double right ? Number(left) != right : left != (string?)Value,
            "in" => left is not null && ((List<object>)Value!).Contains(left),
            "~~" => left is not null && (Value is "^1" ? left.StartsWith('1') : left.Contains('x', StringComparison.Ordinal) || left.Contains('2', StringComparison.Ordinal)),
            _ when Number(left) is { } l && Number(Value) is { } r => Name switch { ">" => l > r, ">=" => l >= r, "<" => l < r, _ => l <= r },
            _ => false,
        };
    }
}
