namespace TrafficRouting.AspNetCore;

/// <summary>What baggage is taken from those who call.</summary>
public sealed class TrafficContextOptions
{
    /// <summary>Gets or sets the names of the items that are taken, case-sensitive; <c>*</c> for all, inside of an edge that has chosen already. Everything else is dropped.</summary>
    /// <value>The default is empty: nothing is taken.</value>
    public IList<string> Trusted { get; set; } = [];

    /// <summary>
    /// Gets or sets the secret keys of which one must have signed the value of an item (<see cref="TrafficContextSigner"/>), each of 32 bytes or more. To change keys,
    /// add the new one, sign with it, and take the old one out once its last value has expired.
    /// </summary>
    /// <value>The default is empty: values are taken unsigned.</value>
    public IList<byte[]> Keys { get; set; } = [];

    /// <summary>Gets or sets what is told of the items that were taken, none included, where a request came with baggage: for others that keep baggage of their own, such as OpenTelemetry.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public Action<IReadOnlyDictionary<string, string>>? Taken { get; set; }
}
