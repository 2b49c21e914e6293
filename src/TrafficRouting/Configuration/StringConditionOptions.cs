namespace TrafficRouting;

/// <summary>A condition on one value of a request. What is set must all hold; at least one test must be set.</summary>
public class StringConditionOptions
{
    /// <summary>Gets or sets the name of the header, parameter, cookie or item of the baggage, when the key is not that name.</summary>
    public string? Name { get; set; }

    /// <summary>Gets or sets the value to be equal to.</summary>
    public string? Exact { get; set; }

    /// <summary>Gets or sets the text to start with.</summary>
    public string? Prefix { get; set; }

    /// <summary>Gets or sets the text to end with.</summary>
    public string? Suffix { get; set; }

    /// <summary>Gets or sets the text to contain.</summary>
    public string? Contains { get; set; }

    /// <summary>Gets or sets the pattern to match in full: non-backtracking, so look-arounds and back-references are rejected.</summary>
    public string? Regex { get; set; }

    /// <summary>Gets or sets whether the value must be there (even empty) or must not.</summary>
    public bool? Present { get; set; }

    /// <summary>Gets the values to be one of; no test when empty.</summary>
    public IList<string> In { get; } = [];

    /// <summary>Gets or sets the number to be greater than; a value that is not a number fails.</summary>
    public double? GreaterThan { get; set; }

    /// <summary>Gets or sets the number to be less than; a value that is not a number fails.</summary>
    public double? LessThan { get; set; }

    /// <summary>Gets the networks, such as <c>10.0.0.0/8</c> or <c>fd00::/8</c>, to be an IP address of; a value that is not an address fails. No test when empty.</summary>
    public IList<string> InNetwork { get; } = [];

    /// <summary>Gets or sets a value indicating whether letters are compared without regard to case.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IgnoreCase { get; set; }

    /// <summary>Gets or sets a value indicating whether the condition is negated; a missing value fails every test but <see cref="Present"/>, so it passes a negated one.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Not { get; set; }

    internal static ObjectShape<StringConditionOptions> Shape { get; } =
        ShapeOf<StringConditionOptions>("condition", "Holds when all that is set in it holds. A plain value means `Exact`.", Scalars.Text)
        .Hint("PathPrefix", "It compares whole segments of a path; write 'Prefix' here.");

    private protected static ObjectShape<T> ShapeOf<T>(string name, string text, ScalarShape value)
        where T : StringConditionOptions, new() => new ObjectShape<T>(name, text)
        .Value("Exact", value, o => o.Exact, (o, v) => o.Exact = (string?)v, "Equal to the text.")
        .Value("Prefix", Scalars.Text, o => o.Prefix, (o, v) => o.Prefix = (string?)v, "Starts with the text, letter by letter: `/v2` takes `/v2example`.")
        .Value("Suffix", Scalars.Text, o => o.Suffix, (o, v) => o.Suffix = (string?)v, "Ends with the text: `.json`.")
        .Value("Contains", Scalars.Text, o => o.Contains, (o, v) => o.Contains = (string?)v, "Contains the text: `Mobile`.")
        .Value("Regex", Scalars.Text, o => o.Regex, (o, v) => o.Regex = (string?)v, "Matches from beginning to end: `v[0-9]+`. Look-arounds and back-references are rejected, so that no pattern can hang a request.")
        .Value("Present", Scalars.Flag, o => o.Present, (o, v) => o.Present = (bool?)v, "Must be there (even empty), or must not.")
        .List("In", value, o => o.In, "Equal to one of them.")
        .Value("GreaterThan", Scalars.Number(), o => o.GreaterThan, (o, v) => o.GreaterThan = (double?)v, "Greater than the number. A value that is not a number, decimal or as `0x1F`, fails.")
        .Value("LessThan", Scalars.Number(), o => o.LessThan, (o, v) => o.LessThan = (double?)v, "Less than the number. A value that is not a number, decimal or as `0x1F`, fails.")
        .List("InNetwork", Scalars.Network, o => o.InNetwork, "An IP address of one of them, such as `10.0.0.0/8`, `fd00::/8` or a single address. A value that is not an address fails.")
        .Value("IgnoreCase", Scalars.Flag, o => o.IgnoreCase, (o, v) => o.IgnoreCase = (bool)v!, "Compares texts and patterns without regard to case, ordinally.")
        .Value("Not", Scalars.Flag, o => o.Not, (o, v) => o.Not = (bool)v!, "Negates the condition. A missing value fails every test but `Present`, so it passes a negated one.")
        .Value("Name", Scalars.FilledText, o => o.Name, (o, v) => o.Name = (string?)v, "The header, parameter, cookie or item of the baggage, when the key is not its name: two conditions on one header, or query names that differ by case.")
        .Short("Exact");
}
