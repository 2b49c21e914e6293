using BenchmarkDotNet.Attributes;
using TrafficRouting.Manifests;

namespace TrafficRouting.Benchmarks.Manifests;

/// <summary>What a rule of a document costs when it is loaded: 1,000 VirtualServices of ten rules, divided by 10,000; and what a change of one of them costs.</summary>
[MemoryDiagnoser]
public class ManifestLoadBenchmarks
{
    private const int VirtualServices = 1_000;
    private const int Rules = VirtualServices * ManifestDocuments.Rules;

    private readonly DocumentSet _changing = new(new());
    private TrafficRoutingOptions _options = new();
    private string[] _yaml = [];
    private ManifestText[][] _versions = [];
    private int _changes;

    [GlobalSetup]
    public void Setup()
    {
        _yaml = [.. Enumerable.Range(0, VirtualServices).Select(i => ManifestDocuments.VirtualService(i))];
        _options = Load().Options;
        for (var i = 0; i < _yaml.Length; i++)
            _changing.Set($"{i}", [_changing.Parser.Parse($"{i}", _yaml[i])]);
        _changing.Import();
        _versions = [Version(90), Version(80)];

        ManifestText[] Version(int weight) => [_changing.Parser.Parse("500", ManifestDocuments.VirtualService(500, weight))];
    }

    /// <summary>Text to documents.</summary>
    [Benchmark(OperationsPerInvoke = Rules)]
    public object Parse()
    {
        var parser = new DocumentSet(new()).Parser;
        return _yaml.Select((yaml, i) => parser.Parse($"{i}", yaml)).ToList();
    }

    /// <summary>Text to options.</summary>
    [Benchmark(OperationsPerInvoke = Rules)]
    public ManifestResult Load()
    {
        var documents = new DocumentSet(new());
        for (var i = 0; i < _yaml.Length; i++)
            documents.Set($"{i}", [documents.Parser.Parse($"{i}", _yaml[i])]);
        return documents.Import();
    }

    /// <summary>Options to a validated table.</summary>
    [Benchmark(OperationsPerInvoke = Rules)]
    public object Compile() => RouteTable.Compile(_options);

    /// <summary>One changed document of all, once parsed, to options.</summary>
    [Benchmark]
    public ManifestResult Change()
    {
        _changing.Set("500", _versions[_changes++ % 2]);
        return _changing.Import();
    }
}
