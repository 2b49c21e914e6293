using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Manifests.Tests.Sources;

public sealed class KeyTreeTests
{
    [Property]
    public Property ChildrenOf_AnyKeys_AreThoseOfTheBaseClass()
    {
        var segment = Gen.Elements("a", "B", "b", "10", "9", "c.d");
        var keys = Gen.ListOf(Gen.Select(Gen.NonEmptyListOf(segment), s => string.Join(':', s.Take(4))), 12);

        return Prop.ForAll(keys.ToArbitrary(), drawn =>
        {
            var plain = new PlainProvider(drawn);
            var tree = new KeyTree(plain.Keys);
            foreach (var parent in drawn.Append(string.Empty).Append("A").Append("a:b"))
            {
                var path = parent.Length == 0 ? null : parent;
                string[] earlier = ["zz", "a"];
                Assert.Equal(
                    plain.GetChildKeys(earlier, path).Distinct(StringComparer.OrdinalIgnoreCase),
                    tree.ChildrenOf(path, earlier).Distinct(StringComparer.OrdinalIgnoreCase),
                    StringComparer.OrdinalIgnoreCase);
            }
        });
    }

    private sealed class PlainProvider : ConfigurationProvider
    {
        public PlainProvider(IEnumerable<string> keys)
        {
            foreach (var key in keys)
                Data[key] = "value";
        }

        public IEnumerable<string> Keys => Data.Keys;
    }
}
