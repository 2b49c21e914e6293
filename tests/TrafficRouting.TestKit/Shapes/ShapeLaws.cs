using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace TrafficRouting.TestKit;

/// <summary>What holds for every table of options. What is compared, is compared by reflection, which knows nothing of the tables.</summary>
internal static class ShapeLaws
{
    /// <summary>What is written is read back.</summary>
    public static void WritesWhatItReads(ObjectShape shape, int seed)
    {
        var options = PublicProperties.Random(shape.Create().GetType(), new(seed));
        var findings = new List<Finding>();

        var read = shape.Read(Node(shape.Write(options)), existing: null, findings);

        Assert.Empty(findings);
        Assert.Empty(PublicProperties.Differences(options, read));
        Assert.True(shape.Same(options, read!));
    }

    /// <summary>A copy in depth is equal, and nothing of it is shared.</summary>
    public static void Clones(ObjectShape shape, int seed)
    {
        var options = PublicProperties.Random(shape.Create().GetType(), new(seed));
        var clone = shape.Clone(options);

        Assert.Empty(PublicProperties.Differences(options, clone));
        Assert.Empty(PublicProperties.Shared(options, clone));
    }

    /// <summary>Reading over what is so already gives the same reference, and reading anything changes nothing of what is given.</summary>
    public static void ReadsByCopyOnWrite(ObjectShape shape, int seed)
    {
        var random = new Random(seed);
        var (one, other) = (Written(shape, random), Written(shape, random));
        var given = shape.Read(one, existing: null, [])!;
        var before = shape.Clone(given);

        Assert.Same(given, shape.Read(Node(new JsonObject()), given, []));
        Assert.Same(given, shape.Read(one, given, []));
        var over = shape.Read(other, given, []);

        Assert.Empty(PublicProperties.Differences(before, given));
        Assert.Same(over, shape.Read(other, over, []));
    }

    public static SectionNode Node(JsonNode json)
    {
        var text = new JsonObject { ["Section"] = json }.ToJsonString();
        return SectionTree.Of(new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text))).Build().GetSection("Section"));
    }

    private static SectionNode Written(ObjectShape shape, Random random) =>
        Node(WithoutEmpty(shape.Write(PublicProperties.Random(shape.Create().GetType(), random))));

    // {} cannot be told from null, which takes out.
    private static JsonNode WithoutEmpty(JsonNode node)
    {
        if (node is not JsonObject map)
            return node;
        foreach (var (key, value) in map.ToList())
        {
            if (value is JsonObject && WithoutEmpty(value) is JsonObject { Count: 0 })
                map.Remove(key);
        }

        return map;
    }
}
