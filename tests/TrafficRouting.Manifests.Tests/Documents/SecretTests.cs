using TrafficRouting.Manifests.Tests.Istio;

namespace TrafficRouting.Manifests.Tests.Documents;

/// <summary>What is wrong with a header of a document is said without its value.</summary>
public sealed class SecretTests
{
    [Theory]
    [InlineData("headers: {request: {set: {Authorization: 1234567890}}}")]
    [InlineData("headers: {request: {add: {Authorization: [s3cret]}}}")]
    [InlineData("headers: {request: {set: {Authorization: \"s3cret\\n\"}}}")]
    [InlineData("headers: {request: {set: 'Authorization: s3cret'}}")]
    [InlineData("headers: {response: {set: {Set-Cookie: 1234567890}}}")]
    [InlineData("match: [{headers: {Authorization: {exact: 1234567890}}}]")]
    [InlineData("match: [{headers: {Authorization: {regex: 's3cret('}}}]")]
    public void VirtualService_WithAWrongHeader_DoesNotShowItsValue(string fields) => Hides(Mesh.Rule(fields));

    [Theory]
    [InlineData("filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: Authorization, value: 1234567890}]}}]")]
    [InlineData("filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: Authorization, value: \"s3cret\\n\"}]}}]")]
    [InlineData("filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: 'Authorization: s3cret', value: x}]}}]")]
    [InlineData("matches: [{headers: [{name: Authorization, value: 1234567890}]}]")]
    [InlineData("matches: [{headers: [{name: Authorization, type: RegularExpression, value: 's3cret('}]}]")]
    public void HttpRoute_WithAWrongHeader_DoesNotShowItsValue(string fields) => Hides(GatewayApi.Route.Rule(fields));

    private static void Hides(string yaml)
    {
        var imported = Imported.From(yaml);
        var messages = imported.Failures.Concat(imported.Errors).Concat(imported.AllWarnings).Concat(imported.Warnings).ToList();

        Assert.NotEmpty(messages);
        Assert.All(messages, m => Assert.DoesNotContain("s3cret", m, StringComparison.Ordinal));
        Assert.All(messages, m => Assert.DoesNotContain("1234567890", m, StringComparison.Ordinal));
    }
}
