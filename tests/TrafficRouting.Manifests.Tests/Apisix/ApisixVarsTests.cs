using static TrafficRouting.Manifests.Tests.Apisix.ApisixDocuments;

namespace TrafficRouting.Manifests.Tests.Apisix;

public sealed class ApisixVarsTests
{
    [Theory]
    [InlineData("""["arg_age", "==", "18"]""", "?age=18", true)]
    [InlineData("""["arg_age", "==", "18"]""", "?age=18.0", false)]
    [InlineData("""["arg_age", "==", "18"]""", "", false)]
    // With a number, the variable is compared as one.
    [InlineData("""["arg_age", "==", 18]""", "?age=18.0", true)]
    [InlineData("""["arg_age", "==", 18]""", "?age=x", false)]
    [InlineData("""["arg_age", "~=", 18]""", "?age=x", true)]
    [InlineData("""["arg_age", "~=", 18]""", "?age=18", false)]
    [InlineData("""["arg_age", "~=", "18"]""", "", true)]
    [InlineData("""["arg_age", ">", 18]""", "?age=18", false)]
    [InlineData("""["arg_age", ">", 18]""", "?age=18.5", true)]
    [InlineData("""["arg_age", ">=", 18]""", "?age=18", true)]
    [InlineData("""["arg_age", "<", 18]""", "?age=x", false)]
    [InlineData("""["arg_age", "<=", 18]""", "?age=18", true)]
    [InlineData("""["arg_age", "<=", 18]""", "?age=18.1", false)]
    [InlineData("""["arg_age", ">", "18"]""", "?age=19", true)]
    // A missing variable fails every operator, and so passes a negated one.
    [InlineData("""["arg_age", "<", 18]""", "", false)]
    [InlineData("""["arg_age", "!", "<", 18]""", "", true)]
    [InlineData("""["arg_age", "!", "<", 18]""", "?age=17", false)]
    [InlineData("""["arg_age", "!", "~=", "18"]""", "?age=18", true)]
    [InlineData("""["arg_age", "18"]""", "?age=18", true)]
    // An operator without a value, or with null, asks for presence.
    [InlineData("""["arg_age", "~="]""", "?age=1", true)]
    [InlineData("""["arg_age", "~="]""", "?age=", true)]
    [InlineData("""["arg_age", "~="]""", "", false)]
    [InlineData("""["arg_age", "=="]""", "", true)]
    [InlineData("""["arg_age", "=="]""", "?age=1", false)]
    [InlineData("""["arg_age", "~=", null]""", "?age=1", true)]
    [InlineData("""["arg_age", "~=", null]""", "", false)]
    [InlineData("""["arg_age", "==", null]""", "", true)]
    [InlineData("""["arg_age", "!", "==", null]""", "", false)]
    [InlineData("""["arg_age", "!", "==", null]""", "?age=1", true)]
    // Hexadecimal numbers are numbers on both sides.
    [InlineData("""["arg_age", "==", 16]""", "?age=0x10", true)]
    [InlineData("""["arg_age", ">", "0x0F"]""", "?age=16", true)]
    [InlineData("""["arg_age", "<", "0x10"]""", "?age=16", false)]
    [InlineData("""["arg_age", "~~", 1]""", "?age=21", true)]
    // A pattern is searched, not matched in full.
    [InlineData("""["arg_name", "~~", "b+"]""", "?name=abbc", true)]
    [InlineData("""["arg_name", "~~", "^b"]""", "?name=ab", false)]
    [InlineData("""["arg_name", "~~", "B"]""", "?name=ab", false)]
    [InlineData("""["arg_name", "~*", "B"]""", "?name=ab", true)]
    [InlineData("""["arg_name", "in", ["a", "b"]]""", "?name=b", true)]
    [InlineData("""["arg_name", "in", ["1", 2]]""", "?name=2", false)]
    [InlineData("""["arg_name", "!", "in", ["a"]]""", "?name=a", false)]
    [InlineData("""["http_x_user_id", "==", "jason"]""", "", true)]
    [InlineData("""["http_x_user_id", "!", "==", "jason"]""", "", false)]
    [InlineData("""["cookie_stage", "==", "beta"]""", "", true)]
    [InlineData("""["uri", "==", "/split"]""", "", true)]
    [InlineData("""["uri", "~~", "^/spl"]""", "", true)]
    [InlineData("""["request_method", "in", ["GET", "HEAD"]]""", "", true)]
    [InlineData("""["host", "==", "web.example"]""", "", true)]
    [InlineData("""["scheme", "~=", "http"]""", "", false)]
    [InlineData("""["arg_a", "==", "1"], ["arg_b", "==", "2"]""", "?a=1&b=2", true)]
    [InlineData("""["arg_a", "==", "1"], ["arg_b", "==", "2"]""", "?a=1", false)]
    [InlineData("""["OR", ["arg_a", "==", "1"], ["arg_b", "==", "2"]]""", "?b=2", true)]
    [InlineData(""" "OR", ["arg_a", "==", "1"], ["arg_b", "==", "2"]""", "?b=2", true)]
    [InlineData("""["!OR", ["arg_a", "==", "1"], ["arg_b", "==", "2"]]""", "?b=2", false)]
    [InlineData("""["!AND", ["arg_a", "==", "1"], ["arg_b", "==", "2"]]""", "?b=2", true)]
    [InlineData("""["AND", ["arg_a", "==", "1"], ["OR", ["arg_b", "==", "2"], ["arg_b", "==", "3"]]]""", "?a=1&b=3", true)]
    [InlineData("", "", true)]
    public void Vars_AreEvaluatedAsApisixDoes(string vars, string query, bool hits)
    {
        var imported = Imported.From(Rules($$"""{"match": [{"vars": [{{vars}}]}], "weighted_upstreams": [{"upstream": {"nodes": {"127.0.0.1:1981": 1} } }]}"""));

        Assert.Empty(imported.Errors);
        Assert.Equal(hits ? "split.0" : "split", imported.RouteOf("GET", $"http://web.example/split{query}", ("x-user-id", "jason"), ("cookie", "stage=beta")));
    }

    [Theory]
    [InlineData("""[{"vars": [["arg_a", "==", "1"]]}, {"vars": [["arg_b", "==", "1"]]}]""", "?b=1", "split.0")]
    [InlineData("""[{"vars": [["arg_a", "==", "1"]]}, {"vars": [["arg_b", "==", "1"]]}]""", "?c=1", "split")]
    [InlineData("[]", "", "split.0")]
    public void Match_ItemsAreAlternatives(string match, string query, string route) =>
        Assert.Equal(route, Imported.From(Rules($$"""{"match": {{match}}}""")).RouteOf("GET", $"http://any/split{query}"));

    [Theory]
    [InlineData("""["arg_a", "has", "1"]""", false)]
    [InlineData("""["arg_a", "!", "HAS", "1"]""", true)]
    [InlineData("""["arg_a", "in", [1, 2]]""", false)]
    [InlineData("""["arg_a", "!", "in", []]""", true)]
    [InlineData("""["arg_a", "in", "1"]""", false)]
    [InlineData("""["arg_a", "in"]""", false)]
    [InlineData("""["arg_a", ">"]""", false)]
    [InlineData("""["arg_a", "<=", null]""", false)]
    [InlineData("""["arg_a", "!", ">", "x"]""", true)]
    [InlineData("""["arg_a", "==", true]""", false)]
    [InlineData("""["arg_a", "~=", ["1"]]""", true)]
    public void Expression_ThatNoStringCanFulfil_IsTakenAtItsWordWithAWarning(string expression, bool holds)
    {
        var imported = Imported.From(Route($$$"""
            "upstream": {"nodes": {"a:80": 1}}, "plugins": {"traffic-split": {"rules": [{"match": [{"vars": [{{{expression}}}]}], "weighted_upstreams": [{"upstream": {"nodes": {"b:80": 1} } }]}]}}
            """));

        Assert.Empty(imported.Errors);
        Assert.Contains("never holds", Assert.Single(imported.Warnings), StringComparison.Ordinal);
        Assert.Equal(holds ? "split.0" : "split", imported.RouteOf("GET", "http://any/split?a=1"));
    }

    [Theory]
    [InlineData("""["remote_addr", "==", "1.1.1.1"]""", "the variable remote_addr is not known in a client")]
    [InlineData("""["post_arg_id", "==", "1"]""", "the variable post_arg_id is in the request's body")]
    [InlineData("""["remote_addr", "has", "1"]""", "the variable remote_addr is not known in a client")]
    [InlineData("""["http_x_real_ip", "ipmatch", ["10.0.0.0/33"]]""", "the operator ipmatch on http_x_real_ip cannot be given")]
    [InlineData("""["http_x_real_ip", "ipmatch", ["10.1/16"]]""", "the operator ipmatch on http_x_real_ip cannot be given")]
    [InlineData("""["http_x_real_ip", "ipmatch", ["010.0.0.1"]]""", "the operator ipmatch on http_x_real_ip cannot be given")]
    [InlineData("""["http_x_real_ip", "ipmatch", ["fe80::1%eth0"]]""", "the operator ipmatch on http_x_real_ip cannot be given")]
    [InlineData("""["http_x_real_ip", "ipmatch", "localhost"]""", "networks such as 10.0.0.0/8")]
    [InlineData("""["http_x_real_ip", "ipmatch", []]""", "networks such as 10.0.0.0/8")]
    [InlineData("""["arg_a", "===", "1"]""", "is no operator")]
    [InlineData("""["arg_a", "!", ">"]""", "'!' on arg_a is no operator")]
    [InlineData("""["arg_a", "~~", ["x"]]""", "cannot be given")]
    [InlineData("""["arg_a", "~~"]""", "cannot be given nothing")]
    [InlineData("""["arg_a", "ipmatch"]""", "cannot be given nothing")]
    [InlineData(""" "arg_a", "==", "1" """, "must be a list of expressions, each in brackets of its own")]
    [InlineData("""["arg_a", "==", "1"], []""", "begins with neither a variable nor")]
    [InlineData("""["arg_a", "~~", "("]""", "is not a valid pattern")]
    [InlineData("""["OR", ["arg_a", "==", "1"]]""", "takes at least two expressions")]
    [InlineData("""["arg_a"]""", "must be [variable, operator, value]")]
    [InlineData("""["OR", "x", "y"]""", "where an expression belongs")]
    public void Vars_ThatCannotBeEvaluated_AreRefusedByName(string vars, string message) =>
        Assert.Contains(Imported.From(Rules($$"""{"match": [{"vars": [{{vars}}]}]}""")).Errors, e => e.Contains(message, StringComparison.Ordinal));
}
