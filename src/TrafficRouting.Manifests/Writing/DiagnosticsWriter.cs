namespace TrafficRouting.Manifests;

/// <summary>Hands findings over to the core's validator as configuration keys.</summary>
internal static class DiagnosticsWriter
{
    /// <summary>Writes findings.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="origin">Sets the findings of one provider apart from another's, which would overlay them.</param>
    /// <param name="writer">The section.</param>
    public static void Write(IEnumerable<Finding> findings, string origin, SectionWriter writer)
    {
        var index = 0;
        foreach (var finding in findings)
        {
            var at = writer.At("Diagnostics").At($"{origin}-{index++}");
            at.Value("Severity", finding.Severity.ToString());
            at.Value("Path", finding.Path);
            at.Value("Message", finding.Message);
            at.Value("Source", finding.Source);
            at.Value("Backend", finding.Backend);
            at.Value("Address", finding.Address);
        }
    }
}
