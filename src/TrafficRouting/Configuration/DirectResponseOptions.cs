namespace TrafficRouting;

/// <summary>A response given without sending anything.</summary>
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

    internal static ObjectShape<DirectResponseOptions> Shape { get; } = new ObjectShape<DirectResponseOptions>("response", "A response given without sending anything.")
        .Value("Status", Scalars.Integer(200, 599), o => o.Status, (o, v) => o.Status = (int)v!, "The status.")
        .Value("Body", Scalars.Text, o => o.Body, (o, v) => o.Body = (string?)v, "The body, sent as UTF-8.")
        .Value("ContentType", Scalars.Text, o => o.ContentType, (o, v) => o.ContentType = (string?)v, "The media type of the body; `text/plain` when not set.");
}
