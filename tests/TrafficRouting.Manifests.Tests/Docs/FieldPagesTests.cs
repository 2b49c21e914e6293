namespace TrafficRouting.Manifests.Tests.Docs;

public sealed class FieldPagesTests
{
    private static readonly string[] Pages =
        ["docs/manifests.md", "docs/manifests-istio.md", "docs/manifests-gateway-api.md", "docs/manifests-smi.md", "docs/manifests-apisix.md"];

    // All that documents may be, by what the pages call it; APISIX has no kinds.
    private static readonly Dictionary<string, FieldTable> Kinds = Formats.Create().SelectMany(f => f.Kinds).Select(k => k.Fields)
        .Concat([ApisixFields.File, ApisixFields.Route, ApisixFields.Upstream]).Distinct().ToDictionary(t => t.Name, StringComparer.Ordinal);

    [Fact]
    public void Docs_TablesOfFields_AreWrittenFromTheTablesOfKinds() => Assert.All(Pages, page => FieldPages.AreCurrent(page, Kinds));

    [Fact]
    public void Docs_EveryKind_HasItsFieldsOnOnePage() =>
        Assert.Equal(Kinds.Keys.Order(StringComparer.Ordinal), Pages.SelectMany(FieldPages.On).Order(StringComparer.Ordinal));
}
