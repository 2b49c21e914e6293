namespace TrafficRouting;

/// <summary>An answer given without sending anything.</summary>
public sealed class DirectResponseOptions
{
    /// <summary>Gets or sets the status, 200 to 599.</summary>
    /// <value>The default is 200.</value>
    public int Status { get; set; } = 200;

    /// <summary>Gets or sets the body, sent as UTF-8.</summary>
    public string? Body { get; set; }

    /// <summary>Gets or sets the media type of the body.</summary>
    /// <value>The default is <c>text/plain</c>.</value>
    public string? ContentType { get; set; }
}
