namespace TrafficRouting.Manifests.Tests.Docs;

public sealed class FieldPagesTests
{
    private static readonly string[] Pages = ["docs/manifests.md", "docs/manifests-istio.md"];

    // All that documents may be, by what the pages call it.
    private static readonly Dictionary<string, FieldTable> Kinds =
        Formats.Create().SelectMany(f => f.Kinds).Select(k => k.Fields).Distinct().ToDictionary(t => t.Name, StringComparer.Ordinal);

    [Fact]
    public void Docs_TablesOfFields_AreWrittenFromTheTablesOfKinds() => Assert.All(Pages, page => FieldPages.AreCurrent(page, Kinds));

    [Theory]
    [InlineData("VirtualService")]
    [InlineData("DestinationRule")]
    [InlineData("ServiceEntry")]
    [InlineData("WorkloadEntry")]
    [InlineData("Service")]
    [InlineData("EndpointSlice")]
    [InlineData("Endpoints")]
    [InlineData("Pod")]
    public void Docs_OfAKind_AreOnOnePage(string kind) => Assert.Single(Pages, page => FieldPages.On(page).Contains(kind, StringComparer.Ordinal));
}
