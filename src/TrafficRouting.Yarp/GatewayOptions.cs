namespace TrafficRouting.Yarp;

internal sealed class GatewayOptions
{
    /// <summary>Gets or sets the table of clusters that name none.</summary>
    public string Table { get; set; } = "";
}
