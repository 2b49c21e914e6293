namespace TrafficRouting;

/// <summary>A condition on one value of a request. What is set must all hold; at least one test must be set.</summary>
public class StringConditionOptions
{
    /// <summary>Gets or sets the header, parameter or cookie name, when the key it stands under is not that name.</summary>
    public string? Name { get; set; }

    /// <summary>Gets or sets the value to be equal to.</summary>
    public string? Exact { get; set; }

    /// <summary>Gets or sets the text to start with.</summary>
    public string? Prefix { get; set; }

    /// <summary>Gets or sets the text to end with.</summary>
    public string? Suffix { get; set; }

    /// <summary>Gets or sets the text to contain.</summary>
    public string? Contains { get; set; }

    /// <summary>Gets or sets the pattern to match in full: non-backtracking, so look-arounds and back-references are refused.</summary>
    public string? Regex { get; set; }

    /// <summary>Gets or sets whether the value must be there (even empty) or must not.</summary>
    public bool? Present { get; set; }

    /// <summary>Gets the values to be one of; no test when empty.</summary>
    public IList<string> In { get; } = [];

    /// <summary>Gets or sets the number to be greater than; a value that is no number fails.</summary>
    public double? GreaterThan { get; set; }

    /// <summary>Gets or sets the number to be less than; a value that is no number fails.</summary>
    public double? LessThan { get; set; }

    /// <summary>Gets the networks, such as <c>10.0.0.0/8</c> or <c>fd00::/8</c>, to be an IP address of; a value that is no address fails. No test when empty.</summary>
    public IList<string> InNetwork { get; } = [];

    /// <summary>Gets or sets a value indicating whether letters are compared without regard to case.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IgnoreCase { get; set; }

    /// <summary>Gets or sets a value indicating whether the outcome is turned round; a missing value fails every test but <see cref="Present"/>, so it passes a turned one.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Not { get; set; }
}
