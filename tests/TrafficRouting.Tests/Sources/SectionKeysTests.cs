using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace TrafficRouting.Tests.Sources;

/// <summary>Reading all keys of the providers at once shows what .NET's configuration shows when it is asked key by key.</summary>
public sealed class SectionKeysTests
{
    private static readonly string[] Names = ["a", "A", "b", "Backends", "backends", "0", "2", "10", "x.y", ""];

    private static readonly string?[] Values = ["v", "", null, "w"];

    private static readonly Gen<(string Key, string? Value)[]> Keys = Gen.ArrayOf(
        from depth in Gen.Choose(0, 4)
        from parts in Gen.ArrayOf(Gen.Elements(Names), depth)
        from value in Gen.Elements(Values)
        select (string.Join(':', parts), value)).Select(pairs => pairs.DistinctBy(p => p.Item1, StringComparer.OrdinalIgnoreCase).ToArray());

    private static readonly Gen<(int Kind, (string Key, string? Value)[] Keys)[]> Providers = Gen.NonEmptyListOf(
        from kind in Gen.Choose(0, 6)
        from keys in Keys
        select (kind, keys)).Select(list => list.ToArray());

    [Property]
    public Property Tree_OfAnyProviders_IsWhatConfigurationShows() => Prop.ForAll(Providers.ToArbitrary(), providers =>
    {
        var section = Build(providers).GetSection("TrafficRouting");

        Assert.Equal(Show(section), Show(Read(section).ToTree()));
    });

    [Property(MaxTest = 50)]
    public Property Tree_OfConfigurationThatIsNotNetsOwn_IsAskedForAll() => Prop.ForAll(Providers.ToArbitrary(), providers =>
    {
        var foreign = new ForeignSection(Build(providers).GetSection("TrafficRouting"));

        Assert.Equal(Show(foreign), Show(Read(foreign).ToTree()));
    });

    [Property]
    public Property Differences_BetweenAnyTwoMoments_NameEveryEntryThatChanged() => Prop.ForAll(
        (from before in Keys
         from after in Keys
         select (before, after)).ToArbitrary(),
        moments =>
    {
        var provider = new EditableProvider();
        var section = new RoutingSection(new ConfigurationRoot([provider]).GetSection("TrafficRouting"), TimeProvider.System);
        provider.Replace(Pairs(moments.before, "TrafficRouting"));
        section.Refresh();
        var before = section.Keys;
        provider.Replace(Pairs(moments.after, "TrafficRouting"));

        var isChanged = section.Refresh();

        var (old, now) = (Entries(before.ToTree()), Entries(section.Keys.ToTree()));
        var expected = old.Keys.Union(now.Keys, StringComparer.OrdinalIgnoreCase).Where(e => old.GetValueOrDefault(e) != now.GetValueOrDefault(e));
        Assert.Superset(expected.ToHashSet(StringComparer.OrdinalIgnoreCase), section.Keys.DifferencesFrom(before));
        Assert.Equal(isChanged, !ReferenceEquals(before, section.Keys));
    });

    [Property(MaxTest = 30)]
    public Property Differences_InALongSection_AreTheEntriesThatChanged() => Prop.ForAll(
        (from length in Gen.Choose(1_000, 3_100)
         from index in Gen.Choose(0, length - 1)
         from edit in Gen.Choose(0, 2)
         select (length, index, edit)).ToArbitrary(),
        change =>
    {
        var pairs = Enumerable.Range(0, change.length).Select(i => ($"Services:s{i}:Hosts:0", (string?)$"h{i}")).ToList();
        var provider = new EditableProvider();
        var section = new RoutingSection(new ConfigurationRoot([provider]).GetSection("TrafficRouting"), TimeProvider.System);
        provider.Replace(Pairs([.. pairs], "TrafficRouting"));
        section.Refresh();
        var before = section.Keys;

        if (change.edit == 0)
            pairs[change.index] = (pairs[change.index].Item1, "other");
        else if (change.edit == 1)
            pairs.RemoveAt(change.index);
        else
            pairs.Insert(change.index, ("Services:new:Hosts:0", "n"));
        provider.Replace(Pairs([.. pairs], "TrafficRouting"));
        section.Refresh();

        Assert.Equal([change.edit == 2 ? "Services:new" : $"Services:s{change.index}"], section.Keys.DifferencesFrom(before));
        Assert.Equal(pairs.Count, section.Keys.ToTree().Children.Sum(c => c.Children.Count));
    });

    [Fact]
    public void Refresh_OfOneKeyAmongMany_KeepsTheOthersAsTheyWere()
    {
        const int Count = 20_000;
        var provider = new EditableProvider();
        var section = new RoutingSection(new ConfigurationRoot([provider]).GetSection("TrafficRouting"), TimeProvider.System);
        for (var i = 0; i < 3; i++)
        {
            provider.Replace(Pairs([.. Enumerable.Range(0, Count).Select(k => ($"Services:s{k}:Hosts:0", k == Count / 2 ? $"{i}" : "h"))], "TrafficRouting"));
            var before = GC.GetAllocatedBytesForCurrentThread();
            section.Refresh();
            // Of the first, every key is held anew: 16 bytes each.
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, i == 0 ? Count * 20 : Count * 4);
        }
    }

    [Fact]
    public void Tree_OfSomeEntries_LeavesTheOthersOut()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["TrafficRouting:Services:a:Hosts:0"] = "a",
            ["TrafficRouting:Services:b:Hosts:0"] = "b",
            ["TrafficRouting:Mirroring:QueueCapacity"] = "1",
        }).Build().GetSection("TrafficRouting");

        var tree = Read(section).ToTree(new(StringComparer.OrdinalIgnoreCase) { "services:B" });

        Assert.Equal(["Mirroring", "Services"], tree.Children.Select(c => c.Key));
        Assert.Equal(["b"], tree.Children[1].Children.Select(c => c.Key));
    }

    [Fact]
    public void Tree_NestedWithoutEnd_IsCut()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new("TrafficRouting" + string.Concat(Enumerable.Repeat(":a", 100_000)), "v")]).Build().GetSection("TrafficRouting");

        var depth = 0;
        for (var node = Read(section).ToTree(); node.Children.Count > 0; node = node.Children[0])
            depth++;

        Assert.Equal(SectionTree.MaxDepth, depth);
    }

    private static SectionKeys Read(IConfigurationSection section)
    {
        var source = new RoutingSection(section, TimeProvider.System);
        source.Refresh();
        return source.Keys;
    }

    private static IConfigurationRoot Build((int Kind, (string Key, string? Value)[] Keys)[] providers)
    {
        // ConfigurationManager builds its providers as soon as a source is added, the builder when all are there.
        IConfigurationBuilder builder = providers.Length % 2 == 0 ? new ConfigurationManager() : new ConfigurationBuilder();
        foreach (var (kind, keys) in providers)
            Add(builder, kind, keys);
        return (builder as IConfigurationRoot) ?? builder.Build();
    }

    private static void Add(IConfigurationBuilder builder, int kind, (string Key, string? Value)[] keys)
    {
        switch (kind)
        {
            case 0:
                builder.AddInMemoryCollection(Pairs(keys, "TrafficRouting"));
                break;
            case 1:
                builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(new JsonObject { ["TrafficRouting"] = Json(keys) }.ToJsonString())));
                break;
            case 2:
                builder.Add(new Source(new ForeignProvider(Memory(keys))));
                break;
            case 3:
                builder.Add(new Source(new ShoutingProvider(Pairs(keys, "TrafficRouting"))));
                break;
            case 4:
                builder.AddConfiguration(new ConfigurationBuilder().AddInMemoryCollection(Pairs(keys, "TrafficRouting")).Build());
                break;
            case 5:
                builder.AddConfiguration(new ConfigurationBuilder().AddInMemoryCollection(Pairs(keys, "Outer:TrafficRouting")).Build().GetSection("Outer"));
                break;
            default:
                builder.AddConfiguration(new ForeignSection(new ConfigurationBuilder().AddInMemoryCollection(Pairs(keys, "TrafficRouting")).Build()));
                break;
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Pairs((string Key, string? Value)[] keys, string prefix) =>
        keys.Select(k => KeyValuePair.Create(k.Key.Length == 0 ? prefix : $"{prefix}:{k.Key}", k.Value));

    private static MemoryConfigurationProvider Memory((string Key, string? Value)[] keys) => new(new MemoryConfigurationSource { InitialData = Pairs(keys, "TrafficRouting") });

    // Objects with null, {} and [] at the leaves, as files have them.
    private static JsonNode? Json((string Key, string? Value)[] keys)
    {
        var groups = keys.Where(k => k.Key.Length > 0).GroupBy(k => k.Key.Split(':')[0], StringComparer.OrdinalIgnoreCase).ToList();
        if (groups.Count == 0)
            return keys.Length == 0 ? new JsonObject() : keys[0].Value switch { null => null, "" => new JsonArray(), var value => JsonValue.Create(value) };
        var json = new JsonObject();
        foreach (var group in groups)
            json[group.Key] = Json([.. group.Select(k => (k.Key.Contains(':', StringComparison.Ordinal) ? k.Key[(k.Key.IndexOf(':', StringComparison.Ordinal) + 1)..] : "", k.Value))]);
        return json;
    }

    private static string Show(IConfigurationSection section) =>
        $"{section.Path.ToUpperInvariant()}={section.Value ?? "null"}[{string.Join(' ', section.GetChildren().Select(Show))}]";

    private static string Show(SectionNode node) =>
        $"{node.Path.ToUpperInvariant()}={node.Value ?? "null"}[{string.Join(' ', node.Children.Select(Show))}]";

    private static Dictionary<string, string> Entries(SectionNode tree) => tree.Children
        .SelectMany(c => c.Key.Equals("Backends", StringComparison.OrdinalIgnoreCase) ? c.Children : [c], (c, e) => (Name: ReferenceEquals(c, e) ? c.Key : $"{c.Key}:{e.Key}", Node: e))
        .ToDictionary(e => e.Name, e => Show(e.Node), StringComparer.OrdinalIgnoreCase);

    private sealed class Source(IConfigurationProvider provider) : IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => provider;
    }
}
