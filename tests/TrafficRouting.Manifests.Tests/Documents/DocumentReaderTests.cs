namespace TrafficRouting.Manifests.Tests.Documents;

public sealed class DocumentReaderTests
{
    private const string Route = "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: web, namespace: shop}, spec: {hosts: [web], http: [{route: [{destination: {host: a}}]}]}}";

    [Theory]
    [InlineData("[%]")]
    [InlineData("{apiVersion: v1, kind: List, items: [%]}")]
    [InlineData("{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: List, items: []}, {apiVersion: v1, kind: List, items: [%]}]}")]
    public void Read_List_GivesItsItemsHoweverDeepTheyAre(string yaml)
    {
        var imported = Imported.From(yaml.Replace("%", Route, StringComparison.Ordinal));

        Assert.Empty(imported.Errors);
        Assert.Empty(imported.Warnings);
        Assert.Equal("http-0", imported.RouteOf("GET", "http://web.shop/"));
    }

    [Theory]
    [InlineData("VirtualService", "networking.istio.io/v1")]
    [InlineData("HTTPRoute", "gateway.networking.k8s.io/v1")]
    public void Read_KindWithoutApiVersion_IsAnErrorThatSaysWhatToWrite(string kind, string apiVersion)
    {
        var imported = Imported.From($"kind: {kind}\nmetadata: {{name: web}}\nspec: {{}}\n");

        Assert.Contains($"apiVersion: is required, such as {apiVersion}.", Assert.Single(imported.Errors), StringComparison.Ordinal);
    }
}
