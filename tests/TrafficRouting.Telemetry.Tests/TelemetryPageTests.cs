using TrafficRouting.TestKit;

namespace TrafficRouting.Telemetry.Tests;

public sealed class TelemetryPageTests
{
    [Fact]
    public void Page_ItsCode_IsCompiled() => DocSnippets.AreCompiled(
        "docs/telemetry.md",
        "tests/TrafficRouting.Telemetry.Tests/TelemetrySnippets.cs");
}
