using System.Collections;
using System.Runtime.CompilerServices;

namespace TrafficRouting.Manifests.Tests.Sources;

/// <summary>Objects of a cluster, of which each breaks, comes and goes by itself.</summary>
public sealed class DocumentSetTests
{
    private const string Group = "apiVersion: specs.smi-spec.io/v1alpha4\nkind: HTTPRouteGroup\nmetadata: {name: canary, namespace: shop}\nspec: {matches: [{name: all, pathRegex: /a}]}\n";

    private readonly DocumentSet _objects = new(new(), isLive: true);

    [Fact]
    public void Object_Breaks_StaysAtItsLastGoodVersionAndOthersMoveOn()
    {
        Set("a", ManifestFolder.Service("a", "one"));
        Set("b", ManifestFolder.Service("b", "one"));
        Assert.Equal("a: one.shop, b: one.shop", Import());

        Set("a", ManifestFolder.Service("a", "two").Replace("http:", "htp:", StringComparison.Ordinal));
        Set("b", ManifestFolder.Service("b", "two"));

        Assert.Equal("a: one.shop, b: two.shop", Import(out var findings));
        Assert.All(findings, f => Assert.Equal((FindingSeverity.Error, "a"), (f.Severity, f.Location!.Value.File)));
        Assert.NotEmpty(findings);

        Set("b", ManifestFolder.Service("b", "three"));
        Assert.Equal("a: one.shop, b: three.shop", Import(out findings));
        Assert.NotEmpty(findings);

        Set("a", ManifestFolder.Service("a", "three"));
        Assert.Equal("a: three.shop, b: three.shop", Import(out findings));
        Assert.Empty(findings);
    }

    [Fact]
    public void Object_BrokenFromTheBeginning_IsLeftOut()
    {
        Set("a", "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}\n");
        Set("b", ManifestFolder.Service("b", "one"));

        Assert.Equal("b: one.shop", Import(out var findings));
        Assert.Equal("a", Assert.Single(findings).Location!.Value.File);
    }

    [Fact]
    public void Object_GoneAndAnotherAdded_AreFollowed()
    {
        Set("a", ManifestFolder.Service("a", "one"));
        Import();

        _objects.Set("a", []);
        Set("b", ManifestFolder.Service("b", "one"));

        Assert.Equal("b: one.shop", Import());
    }

    [Fact]
    public void Object_WhoseLossBreaksAnother_StaysUntilTheOtherNeedsItNoMore()
    {
        Set("group", Group);
        Set("split", Split("matches: [{kind: HTTPRouteGroup, name: canary}]"));
        Set("other", ManifestFolder.Service("a", "one"));
        Assert.Equal("a: one.shop, web: v1.shop", Import());

        _objects.Set("group", []);
        Set("other", ManifestFolder.Service("a", "two"));

        Assert.Equal("a: two.shop, web: v1.shop", Import(out var findings));
        Assert.Contains("there is no HTTPRouteGroup shop/canary", Assert.Single(findings).Message, StringComparison.Ordinal);

        Set("split", Split("matches: []"));

        Assert.Equal("a: two.shop, web: v1.shop", Import(out findings));
        Assert.Empty(findings);
    }

    [Fact]
    public void Object_BrokenInPlaceOfAnotherThatWasGood_IsLeftOut()
    {
        Set("a", ManifestFolder.Service("a", "one"));
        Set("b", ManifestFolder.Service("b", "one"));
        Import();

        Set("a", ManifestFolder.Service("a", "two").Replace("http:", "htp:", StringComparison.Ordinal), isAnother: true);
        Set("b", ManifestFolder.Service("b", "two"));

        Assert.Equal("b: two.shop", Import(out var findings));
        Assert.All(findings, f => Assert.Equal("a", f.Location!.Value.File));
        Assert.NotEmpty(findings);

        Set("a", ManifestFolder.Service("a", "three"));
        Assert.Equal("a: three.shop, b: two.shop", Import(out findings));
        Assert.Empty(findings);
    }

    [Fact]
    public void Object_BrokenInPlaceOfOneThatAnotherNeeds_LeavesThatOneUntilItIsNeededNoMore()
    {
        Set("group", Group);
        Set("split", Split("matches: [{kind: HTTPRouteGroup, name: canary}]"));
        Set("other", ManifestFolder.Service("a", "one"));
        Import();

        Set("group", Group.Replace("/a", "'('", StringComparison.Ordinal), isAnother: true);
        Set("other", ManifestFolder.Service("a", "two"));
        Assert.Equal("a: two.shop, web: v1.shop", Import(out var findings));
        Assert.Contains(findings, f => f.Message.Contains("there is no HTTPRouteGroup shop/canary", StringComparison.Ordinal));

        Set("other", ManifestFolder.Service("a", "three"));
        Assert.Equal("a: three.shop, web: v1.shop", Import());

        Set("split", Split("matches: []"));
        Assert.Equal("a: three.shop, web: v1.shop", Import(out findings));
        Assert.All(findings, f => Assert.Equal("group", f.Location!.Value.File));
    }

    [Fact]
    public void Object_ThatWaitedForWhatBrokeInPlaceOfAnother_ComesIn()
    {
        Set("a", ManifestFolder.Service("web", "one"));
        Set("b", Split("matches: []"));
        Assert.Equal("web: one.shop", Import(out var findings));
        Assert.Contains("only one document can give a host its rules", Assert.Single(findings).Message, StringComparison.Ordinal);

        Set("a", ManifestFolder.Service("web", "two").Replace("http:", "htp:", StringComparison.Ordinal), isAnother: true);

        Assert.Equal("web: v1.shop", Import(out findings));
        Assert.All(findings, f => Assert.Equal("a", f.Location!.Value.File));
        Assert.NotEmpty(findings);
    }

    [Fact]
    public void Objects_BrokenInPlaceOfOthers_OfWhichOneIsNeeded_AreAllTold()
    {
        Set("a", ManifestFolder.Service("a", "one"));
        Set("group", Group);
        Set("split", Split("matches: [{kind: HTTPRouteGroup, name: canary}]"));
        Assert.Equal("a: one.shop, web: v1.shop", Import());

        Set("a", ManifestFolder.Service("a", "two").Replace("http:", "htp:", StringComparison.Ordinal), isAnother: true);
        Set("group", Group.Replace("/a", "'('", StringComparison.Ordinal), isAnother: true);

        Assert.Equal("web: v1.shop", Import(out var findings));
        Assert.Equal(["a", "group", "split"], findings.Select(f => f.Location!.Value.File).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Import_ThatFails_TakesNothingThatIsThereForDeleted()
    {
        var other = new FailingTexts(_objects.Parser.Parse("b", ManifestFolder.Service("b", "one")));
        Set("a", ManifestFolder.Service("a", "one"));
        _objects.Set("b", other);
        Import();

        // While what is broken is tried, it is read; while what was good goes, it fails.
        other.ReadsBeforeFailure = 1;
        Set("a", ManifestFolder.Service("a", "two").Replace("http:", "htp:", StringComparison.Ordinal), isAnother: true);
        Assert.Throws<IOException>(() => Import());

        Assert.Equal("b: one.shop", Import(out var findings));
        Assert.All(findings, f => Assert.Equal("a", f.Location!.Value.File));
        Assert.NotEmpty(findings);
    }

    [Fact]
    public void Version_ThatAnotherReplaced_IsForgotten()
    {
        var first = SetAndForget("a", ManifestFolder.Service("a", "one"));
        Import();
        Set("a", ManifestFolder.Service("a", "two"));
        Import();

        GC.Collect();

        Assert.False(first.TryGetTarget(out _));
    }

    private static string Split(string matches) =>
        $"apiVersion: split.smi-spec.io/v1alpha4\nkind: TrafficSplit\nmetadata: {{name: web, namespace: shop}}\nspec: {{service: web, backends: [{{service: v1, weight: 1}}], {matches}}}\n";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference<ManifestDocument> SetAndForget(string key, string yaml)
    {
        var text = _objects.Parser.Parse(key, yaml);
        _objects.Set(key, [text]);
        return new(text.Documents[0]);
    }

    private void Set(string key, string yaml, bool isAnother = false) => _objects.Set(key, [_objects.Parser.Parse(key, yaml)], isAnother);

    private string Import() => Import(out _);

    private string Import(out IReadOnlyList<Finding> findings)
    {
        var result = _objects.Import();
        findings = result.Findings;
        return string.Join(", ", result.Options.Services.OrderBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => $"{s.Key[..s.Key.IndexOf('.', StringComparison.Ordinal)]}: {string.Join(' ', s.Value.Routes.SelectMany(r => r.Value.Weights.Keys))}"));
    }

    private sealed class FailingTexts(ManifestText text) : IReadOnlyList<ManifestText>
    {
        public int ReadsBeforeFailure { get; set; } = int.MaxValue;

        public int Count => 1;

        public ManifestText this[int index] => text;

        public IEnumerator<ManifestText> GetEnumerator()
        {
            if (ReadsBeforeFailure-- == 0)
                throw new IOException("this read fails");
            yield return text;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
