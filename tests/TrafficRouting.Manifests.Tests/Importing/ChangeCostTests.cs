using System.Runtime.CompilerServices;

namespace TrafficRouting.Manifests.Tests.Importing;

/// <summary>What one changed text allocates, beside how many others there are.</summary>
public sealed class ChangeCostTests
{
    // What a text costs that did not change: its places in lists and maps, which are made anew.
    private const int BytesForEachOther = 400;

    [Fact]
    public void Import_OneOfManyChanged_CostsHardlyMoreThanOneOfFew()
    {
        var (few, many) = (BytesOfChange(50), BytesOfChange(1_050));

        Assert.True(many - few < 1_000 * BytesForEachOther, $"{few} bytes among 50 texts, {many} among 1,050");
    }

    [Fact]
    public void Import_ManyChangesOfOneOfMany_KeepsNothingOfThem()
    {
        var set = Filled(50);
        var past = Changes(set, 500);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.InRange(past.Count(text => text.TryGetTarget(out _)), 1, 2);
        GC.KeepAlive(set);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference<ManifestText>> Changes(DocumentSet set, int count)
    {
        var past = new List<WeakReference<ManifestText>>();
        for (var i = 0; i < count; i++)
        {
            var text = set.Parser.Parse("route-25", Route(25, 50 + (i % 40)));
            set.Set("route-25", [text]);
            set.Import();
            past.Add(new(text));
        }

        return past;
    }

    private static long BytesOfChange(int texts)
    {
        var set = Filled(texts);
        for (var i = 0; i < 5; i++)
            Change(set, texts / 2, i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Change(set, texts / 2, 7);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // Each sends to its own Service and to one that it shares with another, so that all have to do with one another.
    private static DocumentSet Filled(int texts)
    {
        var set = new DocumentSet(new() { Namespace = "shop" });
        for (var i = 0; i < texts; i++)
        {
            Set(set, $"service-{i}", $"apiVersion: v1\nkind: Service\nmetadata: {{name: s{i}, namespace: shop}}\nspec: {{ports: [{{port: 80}}]}}\n");
            Set(set, $"route-{i}", Route(i, 90));
        }

        set.Import();
        return set;
    }

    private static void Change(DocumentSet set, int which, int change)
    {
        Set(set, $"route-{which}", Route(which, 50 + (change % 40)));
        set.Import();
    }

    private static void Set(DocumentSet set, string name, string text) => set.Set(name, [set.Parser.Parse(name, text)]);

    private static string Route(int i, int weight) => $$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: r{{i}}, namespace: shop}
        spec:
          parentRefs: [{group: '', kind: Service, name: s{{i}}, port: 80}]
          rules:
          - backendRefs: [{name: s{{i}}, port: 80, weight: {{weight}}}, {name: s{{i / 2}}, port: 80, weight: {{100 - weight}}}]
        """;
}
